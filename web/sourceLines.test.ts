import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planFiles, sourceLinesHtml } from './sourceLines.ts';

describe('sourceLinesHtml', () => {
  it('makes one element a line, escaped, and none for the end of the last line', () => {
    expect(sourceLinesHtml('a < b\r\n\n</code>\n')).toBe(
      '<span class="line">a &lt; b</span>\n<span class="line"></span>\n<span class="line">&lt;/code&gt;</span>',
    );
  });

  it('marks the lines that have an id', () => {
    expect(sourceLinesHtml('a\nb', (line) => (line === 2 ? 'x"2' : undefined))).toContain(
      '<span class="line line-marked" id="x&quot;2">b</span>',
    );
  });
});

describe('planFiles', () => {
  it('puts the entrypoint first and shows ordinary files whole', () => {
    const files = planFiles({ 'a.ts': 'ä\nb\n', 'b/index.ts': '' }, 'b/index.ts');
    expect(files.map(({ path, isEntrypoint }) => [path, isEntrypoint])).toEqual([
      ['b/index.ts', true],
      ['a.ts', false],
    ]);
    expect(files[1]).toMatchObject({ size: 5, text: 'ä\nb', lines: 2, total: 2, cut: false });
  });

  it('cuts what is too long, and tells how long it is', () => {
    const [file] = planFiles({ 'a.ts': 'x\n'.repeat(6_000) }, '');
    expect(file).toMatchObject({ lines: 5_000, total: 6_000, cut: true });
  });

  it('tells the lines of a file whatever ends them', () => {
    const ends = fc.array(fc.constantFrom('\n', '\r\n', '\r', 'a', ''), { maxLength: 12 });
    fc.assert(
      fc.property(ends, (pieces) => {
        const text = pieces.join('');
        const lines = text.split(/\r\n|\r|\n/);
        if (lines.length > 1 && lines.at(-1) === '') lines.pop();
        expect(planFiles({ 'a.txt': text }, '')[0]).toMatchObject({
          ...{ total: lines.length, lines: lines.length, text: lines.join('\n') },
        });
      }),
    );
  });

  it('cuts what would grow by being made visible', () => {
    const [file] = planFiles({ 'a.ts': '\u202e'.repeat(200_000) }, '');
    expect(file?.text.length).toBeLessThanOrEqual(64 * 1024);
    expect(file?.cut).toBe(true);
  });

  it('bounds the page as a whole, whatever the number of files', () => {
    const names = Array.from({ length: 200 }, (_, index) => `${index}.ts`);
    const files = planFiles(Object.fromEntries(names.map((name) => [name, 'y'.repeat(100_000)])), '');
    expect(files.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(256 * 1024);
    expect(files.at(-1)).toMatchObject({ text: '', cut: true, total: 1 });
  });
});
