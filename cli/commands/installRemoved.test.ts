import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { installAnswer } from '../fixtures/installAnswer.ts';
import { install, installSetup } from '../fixtures/installSetup.ts';
import { makeFolder, removeFolders, snapshot } from '../fixtures/testContext.ts';

const { serving } = installSetup();

/** A function that changes every file of a project that an install can change. */
const answer = (slug: string) =>
  installAnswer(
    { slug, texts: { 'index.ts': 'export {};\n', 'schema.ts': 'export const users = 1;\n' } },
    { drizzleSchema: 'schema.ts', envVars: ['TOKEN', `${slug.toUpperCase()}_KEY`] },
  );

describe('installing and then removing by hand', () => {
  const eol = fc.constantFrom('\n', '\r\n');
  /** Some of the lines, in order; one given as a list stands together with those of its list or not at all. */
  const file = (...lines: (string | string[])[]) =>
    fc
      .tuple(fc.option(fc.subarray(lines).map((some) => some.flat())), eol, fc.boolean())
      .map(([chosen, end, ended]) =>
        chosen === null ? undefined : chosen.join(end) + (ended && chosen.length > 0 ? end : ''),
      );
  const before = fc.record({
    'aerostack.toml': file(
      '# mine',
      'name = "shop"',
      '[env]',
      'A = "1" # kept',
      // Apart, the second would state the project's name twice.
      ['[[services]]', 'name = "own"'],
    ),
    '.dev.vars': file('# mine', 'A=1', 'export B="x"', ''),
    '.env.example': file('TOKEN=', '#B=', ''),
    'src/db/schema.ts': file("import { x } from './x.ts';", 'export const users = 1;', ''),
  });
  const chosen = fc.subarray(['a', 'b', 'c'], { minLength: 1 });

  /** The text without the lines that a person sees were added. */
  const cleaned = (path: string, text: string, slugs: readonly string[]): string => {
    const end = '\\r?\\n';
    const slug = `(?:${slugs.join('|')})`;
    const patterns: Record<string, string> = {
      'aerostack.toml': `(?:(?<=\\n)${end})?\\[\\[services\\]\\]${end}name = "${slug}"(?:${end}[a-z]+ = "[^"]*"){4}${end}$`,
      '.dev.vars': `(?:(?<=\\n)${end})?# alice/${slug}(?:${end}[A-Z_]+=)+${end}$`,
      'src/db/schema.ts': `export [^\\n]* from '[^']*services/${slug}/[^']*';${end}$`,
    };
    const pattern = new RegExp(patterns[path === '.env.example' ? '.dev.vars' : path] ?? '$^');
    return pattern.test(text) ? cleaned(path, text.replace(pattern, ''), slugs) : text;
  };

  it("restores the project's bytes; a last line that had no end keeps the one it was given", async () => {
    const registry = await serving(['a', 'b', 'c'].map((slug) => answer(slug)));
    await fc.assert(
      fc.asyncProperty(before, chosen, async (files, slugs) => {
        const present = Object.entries(files).filter(
          (entry): entry is [string, string] => entry[1] !== undefined,
        );
        const root = await makeFolder(Object.fromEntries(present));
        try {
          const wanted = await snapshot(root);
          expect(await install(root, registry, ...slugs)).toMatchObject({ code: 0 });
          await removeFolders([`${root}/services`]);
          const rest = await snapshot(root);
          for (const [path, text] of Object.entries(rest)) {
            const original = wanted[path] ?? '';
            expect(text.startsWith(original)).toBe(true);
            const end =
              /[^\n]$/.test(original) && text !== original ? (/\r?\n/.exec(original)?.[0] ?? '\n') : '';
            expect(cleaned(path, text, slugs)).toBe(original + end);
          }
          const made = Object.keys(rest).filter((path) => wanted[path] === undefined);
          expect(made).toEqual(wanted['aerostack.toml'] === undefined ? ['aerostack.toml'] : []);
          expect(Object.keys(wanted).filter((path) => rest[path] === undefined)).toEqual([]);
        } finally {
          await removeFolders([root]);
        }
      }),
      { numRuns: 40 },
    );
  });
});
