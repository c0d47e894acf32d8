import { MANIFEST_PATH, parseManifest, slugOf } from '../contract/manifest.ts';
import type { Slug } from '../contract/names.ts';

/** What a new function is called and does; `schemaUrl` is where editors find the schema of its aerostack.json. */
export interface FunctionFacts {
  readonly name: string;
  readonly description: string;
  readonly category: string;
  readonly schemaUrl: string | undefined;
}

/** The facts that a template has of its own. */
export interface TemplateDefaults {
  readonly description: string;
  readonly category: string;
}

type Fields = Record<string, unknown>;

/** The description and category in a template's aerostack.json. */
export function defaultsOf(template: ReadonlyMap<string, string>): TemplateDefaults {
  const { description, category } = fieldsOf(template);
  return { description: String(description), category: String(category) };
}

/**
 * Puts the facts into a template's files, in place of its own name, description and identifiers. Throws
 * `INVALID_MANIFEST` where a fact is not valid in aerostack.json.
 */
export function fillTemplate(
  template: ReadonlyMap<string, string>,
  { name, description, category, schemaUrl }: FunctionFacts,
): { slug: Slug; npmDependencies: readonly string[]; files: Map<string, string> } {
  const { $schema, ...own } = fieldsOf(template);
  const slug = slugOf(parseManifest({ ...own, name, description, category }));
  const identifiers: [string, string][] = [
    ['templateRoute', `${camelCase(slug)}Route`],
    ['templateTable', `${camelCase(slug)}Table`],
    ['template_slug', slug.replaceAll('-', '_')],
    ['template-slug', slug],
  ];
  const named = (text: string) =>
    identifiers.reduce((filled, [token, value]) => filled.replaceAll(token, value), text);
  const fields: Fields = {
    ...(schemaUrl ? { $schema: schemaUrl } : {}),
    ...own,
    name,
    description,
    category,
  };
  const manifest = JSON.parse(named(JSON.stringify(fields))) as Fields;
  // The facts are the user's words: no token in them is meant.
  Object.assign(manifest, { name, description, category });
  const { npmDependencies = [] } = parseManifest(manifest);
  const files = new Map([...template].map(([path, text]) => [path, named(text)]));
  const readme = files.get('README.md') ?? '';
  const [heading = '', ...rest] = readme.split(defaultsOf(template).description);
  const titled = heading.replace('Template Name', () => name);
  files.set('README.md', [titled, ...rest].join(description));
  files.set(MANIFEST_PATH, `${JSON.stringify(manifest, null, 2)}\n`);
  return { slug, npmDependencies, files };
}

function fieldsOf(template: ReadonlyMap<string, string>): Fields {
  return JSON.parse(template.get(MANIFEST_PATH) ?? '{}') as Fields;
}

/** An identifier made of a slug; one that starts with a digit would be none. */
function camelCase(slug: Slug): string {
  const joined = slug.replace(/-+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return /^[0-9]/.test(joined) ? `fn${joined}` : joined;
}
