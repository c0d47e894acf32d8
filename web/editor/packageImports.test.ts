import { expect, it } from 'vitest';
import { importsPackages, isOfTheSurroundings } from './packageImports.ts';

it('tells imports of packages from those of files', () => {
  for (const text of [
    "import { Hono } from 'hono';",
    'import "side-effect"',
    "export * from '@scope/name/part';",
    "import { createHash } from 'node:crypto';",
    "const a = await import('zod')",
    "const fs = require('fs')",
  ])
    expect([text, importsPackages(text)]).toEqual([text, true]);
  for (const text of ["import a from './a.ts';", "export * from '../b';", "import '.'", 'const from = 1'])
    expect([text, importsPackages(text)]).toEqual([text, false]);
});

it('hides that packages and runtimes are not installed, and nothing else', () => {
  const missing = (name: string) => `Cannot find module '${name}' or its corresponding type declarations.`;
  for (const name of ['hono', '@scope/name', 'node:crypto', 'fs'])
    expect(isOfTheSurroundings(2307, missing(name), true)).toBe(true);
  for (const name of ['./gone.ts', '../gone', '.', '..', '/abs'])
    expect(isOfTheSurroundings(2307, missing(name), true)).toBe(false);
  expect(isOfTheSurroundings(2580, "Cannot find name 'process'.", false)).toBe(true);
  expect(isOfTheSurroundings(7006, "Parameter 'c' implicitly has an 'any' type.", true)).toBe(true);
  expect(isOfTheSurroundings(7006, "Parameter 'c' implicitly has an 'any' type.", false)).toBe(false);
  expect(isOfTheSurroundings(2322, "Type 'string' is not assignable to type 'number'.", true)).toBe(false);
});
