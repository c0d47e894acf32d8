import { setFields } from '../../server/contract/editJson.ts';
import { isRegistryError } from '../../server/contract/errors.ts';
import {
  MANIFEST_PATH,
  type Manifest,
  manifestFields,
  manifestSchema,
} from '../../server/contract/manifest.ts';
import { parseJson } from '../../server/contract/plainJson.ts';
import { CATEGORIES, LANGUAGES, RUNTIMES } from '../../server/contract/vocabulary.ts';

/** A field of the form for aerostack.json: one line, one of several words, or a list with an entry on each line. */
export interface FormField {
  readonly key: Exclude<keyof Manifest, '$schema' | 'slug'>;
  readonly label: string;
  readonly kind: 'line' | 'choice' | 'list';
  readonly choices?: readonly string[];
  readonly hint?: string;
}

/** The form's fields in their order. */
export const FORM_FIELDS: readonly FormField[] = [
  { key: 'name', label: 'Name', kind: 'line', hint: 'What people read.' },
  {
    key: 'version',
    label: 'Version',
    kind: 'line',
    hint: 'Such as 1.2.0; empty, the next free one is taken.',
  },
  { key: 'description', label: 'Description', kind: 'line', hint: 'One sentence on what it does.' },
  { key: 'category', label: 'Category', kind: 'choice', choices: CATEGORIES },
  { key: 'language', label: 'Language', kind: 'choice', choices: LANGUAGES },
  { key: 'runtime', label: 'Runtime', kind: 'choice', choices: RUNTIMES },
  { key: 'license', label: 'License', kind: 'line', hint: 'An SPDX expression, such as MIT.' },
  { key: 'tags', label: 'Tags', kind: 'list', hint: 'One on each line, at most ten.' },
  { key: 'entrypoint', label: 'Entrypoint', kind: 'line', hint: 'Empty, it is index.ts or src/index.ts.' },
  { key: 'routePath', label: 'Route path', kind: 'line', hint: 'Such as /api/resize.' },
  { key: 'routeExport', label: 'Route export', kind: 'line', hint: 'The name that the entrypoint exports.' },
  {
    key: 'npmDependencies',
    label: 'npm packages',
    kind: 'list',
    hint: 'One on each line, such as hono@^4.0.0.',
  },
  { key: 'envVars', label: 'Environment variables', kind: 'list', hint: 'One name on each line.' },
  { key: 'drizzleSchema', label: 'Drizzle schema', kind: 'line', hint: 'The file with the tables.' },
  { key: 'include', label: 'Further files', kind: 'list', hint: 'One glob on each line.' },
];

/** What the form shows: the text of each field; `odd` are those whose value the form cannot show. */
export type FormValues =
  | {
      readonly kind: 'fields';
      readonly texts: ReadonlyMap<string, string>;
      readonly odd: ReadonlySet<string>;
    }
  | { readonly kind: 'invalid'; readonly why: string };

/** Reads the fields out of the text of aerostack.json. */
export function formValues(text: string): FormValues {
  let fields: Record<string, unknown>;
  try {
    fields = manifestFields(parseJson(text, MANIFEST_PATH));
  } catch (error) {
    if (!isRegistryError(error)) throw error;
    return { kind: 'invalid', why: error.message };
  }
  const texts = new Map<string, string>();
  const odd = new Set<string>();
  for (const field of FORM_FIELDS) {
    const shown = textOf(field, fields[field.key]);
    if (shown === undefined) odd.add(field.key);
    else texts.set(field.key, shown);
  }
  return { kind: 'fields', texts, odd };
}

/** The text of aerostack.json with one field as the form has it; an empty field is taken out. */
export function withField(text: string, { key, kind }: FormField, typed: string): string {
  if (kind === 'list') {
    const entries = entriesOf(typed);
    return setFields(text, { [key]: entries.length === 0 ? undefined : entries });
  }
  return setFields(text, { [key]: typed === '' ? undefined : typed });
}

/** Whether two texts of a field say the same; the form leaves alone what is being typed then. */
export function saysSame({ kind }: FormField, a: string, b: string): boolean {
  return kind === 'list' ? entriesOf(a).join('\n') === entriesOf(b).join('\n') : a === b;
}

/** What is wrong with a field, by the rules of the registry. */
export function fieldProblem({ key, kind }: FormField, typed: string): string | undefined {
  const value = kind === 'list' ? entriesOf(typed) : typed;
  if (value.length === 0) return undefined;
  const result = manifestSchema.shape[key].safeParse(value);
  return result.success ? undefined : result.error.issues[0]?.message;
}

function entriesOf(typed: string): string[] {
  return typed
    .split('\n')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

function textOf({ key, kind }: FormField, value: unknown): string | undefined {
  if (value === undefined || value === null) return '';
  if (kind !== 'list') {
    if (key === 'drizzleSchema' && typeof value === 'boolean') return value ? 'schema.ts' : '';
    return typeof value === 'string' && !value.includes('\n') ? value : undefined;
  }
  const isList =
    Array.isArray(value) && value.every((one) => typeof one === 'string' && entriesOf(one).length === 1);
  return isList ? value.join('\n') : undefined;
}
