import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentWith } from './checks/findings.testing.ts';
import { inspect } from './inspect.ts';

const DEEP = 100_000;
const FORMS: Record<string, string> = {
  brackets: '['.repeat(DEEP),
  'closed brackets': `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`,
  parentheses: `x=${'('.repeat(DEEP)}1${')'.repeat(DEEP)}`,
  blocks: `${'{'.repeat(DEEP)}${'}'.repeat(DEEP)}`,
  templates: `x=${'`${'.repeat(DEEP)}`,
  objects: `x=${'{a:'.repeat(DEEP)}1${'}'.repeat(DEEP)}`,
  arrows: `x=${'a=>'.repeat(DEEP)}1`,
  negations: `x=${'!'.repeat(DEEP)}1`,
  'unary words': `x=${'typeof '.repeat(DEEP)}1`,
  awaits: `x=${'await '.repeat(DEEP)}1`,
  constructions: `x=${'new '.repeat(DEEP)}a`,
  conditions: `x=${'a?b:'.repeat(DEEP)}c`,
  'conditions inside': `x=${'a?'.repeat(DEEP)}b${':c'.repeat(DEEP)}`,
  powers: `x=${'a**'.repeat(DEEP)}b`,
  assignments: `x=${'a='.repeat(DEEP)}b`,
  ifs: `${'if(a)'.repeat(DEEP)};`,
  elses: `${'if(a);else '.repeat(DEEP)};`,
  loops: `${'for(;;)'.repeat(DEEP)};`,
  labels: `${Array.from({ length: DEEP }, (_, at) => `a${at}:`).join('')};`,
  'type arguments': `let x:${'A<'.repeat(DEEP)}B${'>'.repeat(DEEP)};`,
  'type operators': `let x:${'keyof '.repeat(DEEP)}A;`,
  'conditional types': `type X=${'A extends B?C:'.repeat(DEEP)}D;`,
  'function types': `let x:${'()=>'.repeat(DEEP)}A;`,
  elements: `x=${'<a>'.repeat(DEEP)}`,
  casts: `x=${'<A>'.repeat(DEEP)}y`,
  decorators: `${'@a '.repeat(DEEP)}class B {}`,
};
const CHAINS: Record<string, string> = {
  members: `x=a${'.b'.repeat(DEEP)}`,
  calls: `x=a${'()'.repeat(DEEP)}`,
  'environment members': `x=process${'.env'.repeat(DEEP)}.A`,
  sums: `x=${'1+'.repeat(DEEP)}1`,
  'sums of text in a timer': `setTimeout(${"'a'+".repeat(DEEP)}b)`,
  assertions: `x=a${' as any'.repeat(DEEP)}`,
  'array types': `let x:A${'[]'.repeat(DEEP)};`,
  'a huge pattern': `x=/${'(a+)+'.repeat(DEEP)}/`,
  'a huge class': `x=/[${'a-z'.repeat(DEEP)}]/u`,
  'one long name': `x=${'a'.repeat(5 * DEEP)}`,
  'unions of types': `let x:${'|A'.repeat(DEEP)};`,
};

describe('hostile code', () => {
  it.each(Object.entries(FORMS))('nested %s give an answer', (_, code) => {
    const { diagnostics } = inspect(contentWith({ 'index.ts': code }));
    expect(diagnostics.map(({ code }) => code).filter((code) => code !== 'TOO_DEEP')).toEqual([]);
  });

  it.each(Object.entries(CHAINS))('%s give an answer', (_, code) => {
    const { diagnostics } = inspect(contentWith({ 'index.ts': code }, { envVars: ['A'] }));
    const known = ['TOO_DEEP', 'DYNAMIC_CODE', 'ENV_VAR_UNUSED'];
    expect(diagnostics.filter(({ code }) => !known.includes(code))).toEqual([]);
  });

  it('is not to be compiled where a parser ran out of stack, and everything else is still told', () => {
    const files = { 'index.ts': `x=${'!'.repeat(DEEP)}1`, 'other.ts': 'eval(a);' };
    const { diagnostics, compilable } = inspect(contentWith(files));
    expect(compilable).toBe(false);
    expect(diagnostics.map(({ path, code, severity }) => `${path} ${code} ${severity}`)).toEqual([
      'index.ts TOO_DEEP error',
      'other.ts DYNAMIC_CODE warning',
    ]);
  });

  it('that takes for ever to parse is given up with the first file of it', () => {
    // Each level is tried as a cast and as a generic arrow function, with all levels in it.
    const slow = `x=${'<a>(b='.repeat(60)}c${')'.repeat(60)}`;
    const files = Object.fromEntries(['index.ts', 'a.ts', 'b.ts', 'c.ts'].map((path) => [path, slow]));
    const { diagnostics, compilable } = inspect(contentWith(files));
    const given = diagnostics.filter(({ code }) => code === 'TOO_DEEP');
    expect([given.length, compilable]).toEqual([1, false]);
    expect(given[0]?.message).toContain('too long');
  });
});

it('answers on any text, with places that exist', () => {
  const words = [
    ...['import', 'export', 'from', 'type', 'const', 'function', 'new', 'default', 'async', 'in', 'as'],
    ...["'./x'", "'zod'", "'node:fs'", 'process', '.env', '.X', "['X']", 'eval', 'setTimeout', 'pgTable'],
    ...[
      '{',
      '}',
      '(',
      ')',
      '[',
      ']',
      '<',
      '>',
      '`',
      '${',
      '=>',
      '=',
      ':',
      ',',
      ';',
      '?',
      '...',
      '\n',
      '/',
      '@',
    ],
  ];
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...words), { maxLength: 40 }),
      fc.constantFrom('index.ts', 'core.ts', 'schema.ts', 'adapter.tsx'),
      (parts, path) => {
        const code = parts.join(' ');
        const lines = code.split('\n');
        for (const found of inspect(contentWith({ 'index.ts': '', [path]: code })).diagnostics) {
          expect(found.message).toMatch(/^\S.*[.!]$/s);
          if (found.path !== path || found.line === 0) continue;
          expect(found.column).toBeGreaterThan(0);
          expect(found.column).toBeLessThanOrEqual(lines[found.line - 1]!.length + 1);
        }
      },
    ),
    { numRuns: 400 },
  );
});
