import { describe, expect, it } from 'vitest';
import { changeLevel, type FunctionFace } from './changeLevel.ts';
import { moduleExports } from './moduleExports.ts';

function face(code: string, manifest: FunctionFace['manifest'] = {}, entrypoint = 'index.ts'): FunctionFace {
  const files = new Map([[entrypoint, code]]);
  return { manifest, entrypoint, exports: moduleExports(files, entrypoint) };
}

function judged(before: string, after: string) {
  const { level, reasons } = changeLevel(face(before), face(after));
  return `${level}: ${reasons.map(({ text }) => text).join('; ')}`;
}

const SAME = 'patch: What it exports and asks for stays the same';
const fn = (head: string) => `export function f${head} { return 1 as any; }\n`;

describe('exports', () => {
  it.each([
    ['another body', 'export const f = () => 1;', 'export const f = () => 2;', SAME],
    [
      'one gone',
      'export const f = 1;\nexport const g = 2;',
      'export const f = 1;',
      'major: g is no longer exported',
    ],
    [
      'one more',
      'export const f = 1;',
      'export const f = 1;\nexport type G = 2;',
      'minor: G is exported as well',
    ],
    [
      'one renamed',
      'export const f = 1;',
      'export const g = 1;',
      'major: f is no longer exported; g is exported as well',
    ],
    [
      'the default export gone',
      'export default 1;\nexport const f = 1;',
      'export const f = 1;',
      'major: The default export is no longer exported',
    ],
    [
      'a function that becomes a value',
      fn('()'),
      'export const f = 1;',
      'major: f was a function and is a value now',
    ],
    [
      'a function that becomes an arrow',
      fn('(a: string): string'),
      'export const f = (a: string): string => a;',
      SAME,
    ],
    [
      'no export that could be read',
      'export const f = 1;',
      'export const f = (',
      /^patch: .*could not be told/,
    ],
    [
      'overloads, which are left alone',
      'export function f(a: string): 1;\nexport function f(a: number): 2;\nexport function f(a: any): any {}',
      'export function f(a: string): 1;\nexport function f(a: any): any {}',
      SAME,
    ],
  ])('%s', (_, before, after, expected) => {
    if (expected instanceof RegExp) expect(judged(before, after)).toMatch(expected);
    else expect(judged(before, after)).toBe(expected);
  });

  it('are not missed where there are too many to tell', () => {
    const many = Array.from({ length: 70 }, (_, n) => `export const v${n} = ${n};`).join('\n');
    expect(judged(many, 'export const f = 1;')).toMatch(/^patch: .*could not be told/);
  });
});

describe('what a function takes and gives', () => {
  it.each([
    ['(a: string)', '(b: string)', 'patch'],
    ['(a: string)', '( a:string )', 'patch'],
    ['(a: string)', '(a: string, b?: number)', 'minor'],
    ['(a: string)', "(a: string, b = 'x')", 'minor'],
    ['(a: string)', '(a: string, ...more: string[])', 'minor'],
    ['(a: string)', '(a: string, b: number)', 'major'],
    ['(a: string, b?: number)', '(a: string)', 'major'],
    ['(a?: string)', '(a: string)', 'major'],
    ['(a: string)', '(a?: string)', 'minor'],
    ['(a: string)', '(a: number)', 'major'],
    ['(a: string)', '(a: string | number)', 'minor'],
    ['(a: string | number)', '(a: string)', 'major'],
    ['(a: string | number)', '(a: number | string)', 'patch'],
    ['(a: string)', '(a: unknown)', 'minor'],
    ['(a)', '(a: string)', 'patch'],
    ['(...a: string[])', '(a: string)', 'major'],
    ['(o: { a: string })', '(o: { a: string; b?: number })', 'minor'],
    ['(o: { a: string })', '(o: { a: string; b: number })', 'major'],
    ['(o: { a: string; b?: number })', '(o: { a: string })', 'major'],
    ['(o: { a?: string })', '(o: { a: string })', 'major'],
    ['(o: { a: string })', '(o: {a: string;})', 'patch'],
    ['({ a }: { a: string })', '({ a, b }: { a: string; b?: string })', 'minor'],
    ['(a: "x")', "(a: 'x')", 'patch'],
    ['(): string', '(): number', 'major'],
    ['(): string', '(): Promise<string>', 'major'],
    ['(): string | null', '(): string', 'patch'],
    ['(): string', '(): string | null', 'major'],
    ['(): { a: string }', '(): { a: string; b: string }', 'patch'],
    ['(): { a: string; b: string }', '(): { a: string }', 'major'],
    ['()', '(): string', 'patch'],
    ['<T>(a: T)', '<T, U>(a: T)', 'major'],
    ['(this: Window, a: string)', '(a: string)', 'patch'],
  ])('%s, then %s: %s', (before, after, level) => {
    expect(changeLevel(face(fn(before)), face(fn(after))).level).toBe(level);
  });

  it('is not guessed at where a signature is too long to be kept whole', () => {
    const long = (type: string) =>
      fn(`(a: { ${Array.from({ length: 60 }, (_, n) => `p${n}: ${type}`).join('; ')} })`);
    expect(judged(long('string'), long('number'))).toBe(SAME);
  });
});

describe('what it asks of a project', () => {
  const code = 'export const f = 1;';
  it.each<[string, FunctionFace['manifest'], FunctionFace['manifest'], string]>([
    [
      'a new variable',
      { envVars: ['A'] },
      { envVars: ['A', 'B'] },
      'major: It needs the environment variable B',
    ],
    ['one variable less', { envVars: ['A', 'B'] }, { envVars: ['A'] }, SAME],
    ['a route', {}, { routeExport: 'r', routePath: '/r' }, 'minor: It has a route now, r'],
    ['no route any more', { routeExport: 'r', routePath: '/r' }, {}, 'major: The route r is gone'],
    [
      'a route of another name',
      { routeExport: 'r', routePath: '/r' },
      { routeExport: 's', routePath: '/r' },
      'major: The route is exported as s instead of r',
    ],
    [
      'a route elsewhere',
      { routeExport: 'r', routePath: '/r' },
      { routeExport: 'r', routePath: '/s' },
      'major: The route is at /s instead of /r',
    ],
    ['tables', {}, { drizzleSchema: 'schema.ts' as never }, 'minor: It brings tables of its own'],
  ])('%s', (_, before, after, expected) => {
    const { level, reasons } = changeLevel(face(code, before), face(code, after));
    expect(`${level}: ${reasons.map(({ text }) => text).join('; ')}`).toBe(expected);
  });

  it('another file to import is major', () => {
    expect(changeLevel(face(code), face(code, {}, 'src/index.ts')).level).toBe('major');
  });

  it('the weightiest reason comes first', () => {
    const before = face('export const f = 1;');
    const after = face('export const f = 1;\nexport const g = 1;', { envVars: ['A'] });
    expect(changeLevel(before, after).reasons.map(({ level }) => level)).toEqual(['major', 'minor']);
  });
});
