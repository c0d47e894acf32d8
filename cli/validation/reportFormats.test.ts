import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../server/contract/answers.ts';
import { githubLines, gitlabReport, humanLines, sizeLine, summary } from './reportFormats.ts';

const finding = (fields: Partial<Diagnostic> = {}): Diagnostic => ({
  ...{ path: 'a.ts', line: 2, column: 5, severity: 'warning', code: 'CODE', message: 'Do it.' },
  ...fields,
});

describe('for people', () => {
  it('a finding is one line, whatever is in it', () => {
    expect(humanLines([finding(), finding({ line: 0, column: 0, message: 'a\n\u001b[2Jb' })])).toEqual([
      'a.ts:2:5  warning  CODE  Do it.',
      'a.ts:1:1  warning  CODE  a\\u000a\\u001b[2Jb',
    ]);
  });

  it('counts and sizes are words', () => {
    expect(summary([])).toBe('No problems were found.');
    expect(summary([finding(), finding({ severity: 'error' }), finding()])).toBe('1 error, 2 warnings.');
    const largest = [
      { path: 'a.ts', bytes: 1_572_864 },
      { path: 'b.ts', bytes: 1536 },
      { path: 'c.ts', bytes: 1 },
    ];
    expect(sizeLine({ files: 3, bytes: 1_574_401, largest })).toBe(
      '3 files, 1.5 MiB in all; largest: a.ts (1.5 MiB), b.ts (1.5 KiB), c.ts (1 byte).',
    );
    expect(sizeLine({ files: 0, bytes: 0, largest: [] })).toBe('0 files, 0 bytes in all.');
  });
});

describe('for GitHub', () => {
  it('nothing in a finding can end its command, or begin another', () => {
    const hostile = { path: 'a,b:c%.ts', message: '100%\r\n::error::x, y: z' };
    expect(githubLines([finding(hostile), finding({ line: 0, column: 0, severity: 'error' })])).toEqual([
      '::warning file=a%2Cb%3Ac%25.ts,line=2,col=5,title=CODE::100%25%0D%0A::error::x, y: z',
      '::error file=a.ts,title=CODE::Do it.',
    ]);
  });
});

describe('for GitLab', () => {
  it('a fingerprint stays where lines move, and tells apart what is found twice', () => {
    const fingerprints = (found: Diagnostic[]) =>
      gitlabReport(found).map((each) => (each as { fingerprint: string }).fingerprint);
    const before = fingerprints([finding(), finding({ line: 9 }), finding({ path: 'b.ts' })]);
    expect(new Set(before).size).toBe(3);
    expect(fingerprints([finding({ line: 3 }), finding({ line: 10 }), finding({ path: 'b.ts' })])).toEqual(
      before,
    );
    expect(fingerprints([finding({ path: 'b.ts' }), finding()])).toEqual([before[2], before[0]]);
  });

  it('a finding about a whole file begins at its first line', () => {
    expect(gitlabReport([finding({ line: 0, column: 0, severity: 'error' })])).toEqual([
      {
        description: 'Do it.',
        check_name: 'CODE',
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
        severity: 'major',
        location: { path: 'a.ts', lines: { begin: 1 } },
      },
    ]);
  });
});
