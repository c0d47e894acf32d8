import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseManifest, slugOf } from '../contract/manifest.ts';
import { slugify } from '../contract/names.ts';
import { CATEGORIES } from '../contract/vocabulary.ts';
import { defaultsOf, fillTemplate } from './fillTemplate.ts';

const FOLDER = join(import.meta.dirname, '../../cli/templates');
const NAMES = ['function-typescript', 'function-javascript', 'route', 'adapter'];
const templateOf = (name: string) =>
  new Map(
    readdirSync(join(FOLDER, name)).map((path) => [path, readFileSync(join(FOLDER, name, path), 'utf8')]),
  );
const FACTS = { name: 'Rate Limiter', description: 'Limits.', category: 'api', schemaUrl: undefined };

describe.each(NAMES)('the template %s', (name) => {
  const template = templateOf(name);

  it('is filled with the facts, and keeps no word of its own in their place', () => {
    const { slug, files } = fillTemplate(template, { ...FACTS, schemaUrl: 'http://r/schema/aerostack.json' });
    expect(slug).toBe('rate-limiter');
    expect([...files.keys()]).toEqual([...template.keys()]);
    expect([...files.values()].join('\n')).not.toMatch(/template|registry\.example/i);
    expect(files.get('README.md')).toMatch(/^# Rate Limiter\n\nLimits\.\n/);
    expect(JSON.parse(files.get('aerostack.json')!)).toMatchObject({
      $schema: 'http://r/schema/aerostack.json',
      name: 'Rate Limiter',
      version: '1.0.0',
      description: 'Limits.',
      category: 'api',
      license: 'MIT',
      tags: [
        expect.any(String),
        ...Array(JSON.parse(template.get('aerostack.json')!).tags.length - 1).fill(expect.any(String)),
      ],
    });
  });

  it('names no schema where no registry is known', () => {
    const { files } = fillTemplate(template, FACTS);
    expect(JSON.parse(files.get('aerostack.json')!)).not.toHaveProperty('$schema');
  });

  it('takes any name and description that aerostack.json may hold, as they are', () => {
    const line = (maxLength: number) =>
      fc
        .oneof(
          fc.string({ unit: 'grapheme', minLength: 1, maxLength }),
          fc.constantFrom('$&', "$'", 'template-slug', 'Template Name'),
        )
        .filter((text) => text.length <= maxLength && !/[\u0000-\u001f\u007f]/.test(text));
    const facts = fc.record({
      name: line(100).filter((text) => slugify(text) !== '' && isFree(text)),
      description: line(300),
      category: fc.constantFrom(...CATEGORIES),
    });
    fc.assert(
      fc.property(facts, (given) => {
        const { slug, files } = fillTemplate(template, { ...given, schemaUrl: undefined });
        const manifest = parseManifest(JSON.parse(files.get('aerostack.json')!));
        expect(manifest).toMatchObject(given);
        expect(slugOf(manifest)).toBe(slug);
        if (manifest.routeExport) {
          expect(files.get('index.ts')).toContain(manifest.routeExport);
          expect(manifest.routePath).toBe(`/api/${slug}`);
        }
        expect(files.get('README.md')!.startsWith(`# ${given.name}\n\n${given.description}\n`)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('has defaults that are as good as facts', () => {
    const defaults = defaultsOf(template);
    expect(() => fillTemplate(template, { ...FACTS, ...defaults })).not.toThrow();
    expect(defaults.description).toMatch(/^[A-Z].*\.$/);
  });
});

it('refuses what aerostack.json cannot hold', () => {
  const template = templateOf('route');
  for (const wrong of [{ name: '???' }, { category: 'nonsense' }, { description: 'a\nb' }, { name: 'api' }]) {
    expect(() => fillTemplate(template, { ...FACTS, ...wrong })).toThrow();
  }
});

/** Names whose slug is reserved are refused, as they would be by the registry. */
function isFree(name: string): boolean {
  try {
    slugOf(parseManifest({ name }));
    return true;
  } catch {
    return false;
  }
}
