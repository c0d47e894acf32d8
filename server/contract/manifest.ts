import semver from 'semver';
import * as z from 'zod';
import { type ErrorDetail, isRegistryError, RegistryError } from './errors.ts';
import { type PortablePath, parseSlug, parseVersion, type Slug, slugify, type Version } from './names.ts';
import { parsePortablePath } from './portablePath.ts';
import { CATEGORIES, LANGUAGES, RUNTIMES } from './vocabulary.ts';

/** The file at a function's root from which all of its metadata comes. */
export const MANIFEST_PATH = 'aerostack.json' as PortablePath;

const NPM_NAME = '(?:@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*';
const NPM_DEPENDENCY = new RegExp(`^(?!-)${NPM_NAME}(?:@[0-9A-Za-z^~<>=*][0-9A-Za-z._*+ <>=~^|-]{0,99})?$`);
const DIST_TAG = /^[A-Za-z][A-Za-z0-9._-]*$/;
const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]{0,99}$/;
const ROUTE_PATH = /^\/[A-Za-z0-9/_:.*{}~-]{0,199}$/;
const ENV_VAR = /^[A-Za-z_][A-Za-z0-9_]{0,99}$/;
const GLOB = /^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[A-Za-z0-9._@()[\]+ *?{},!/-]{1,155}$/;

const line = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\u0000-\u001f\u007f]*$/, 'must be one line without control characters');
const parsedBy = <T>(parse: (text: string) => T) =>
  z.string().transform((text, context): T => {
    try {
      return parse(text);
    } catch (error) {
      if (!isRegistryError(error)) throw error;
      context.addIssue({ code: 'custom', message: error.message });
      return z.NEVER;
    }
  });

/** The characters of a range also spell shell commands, so a range must be one. */
function hasNpmRange(dependency: string): boolean {
  const at = dependency.indexOf('@', 1);
  const range = dependency.slice(at + 1);
  return at < 0 || DIST_TAG.test(range) || semver.validRange(range) !== null;
}

const schemaPath = (value: unknown) => (value === true ? 'schema.ts' : value === false ? undefined : value);

/** The fields of aerostack.json, each optional: what a draft lacks is a diagnostic, not an error. */
export const manifestSchema = z.object({
  $schema: line(500).optional().describe('Where editors find the schema of this file.'),
  name: line(100).optional().describe('The name people read.'),
  slug: parsedBy(parseSlug).optional().describe('The name in URLs and folders; else made from the name.'),
  version: parsedBy(parseVersion)
    .optional()
    .describe('Semver; where absent, the registry takes the next free one.'),
  description: line(1000).optional().describe('One sentence on what the function does.'),
  category: z.enum(CATEGORIES).optional().describe('Where the Hub lists the function.'),
  language: z.enum(LANGUAGES).optional(),
  runtime: z.enum(RUNTIMES).optional().describe('Where the function runs.'),
  license: line(100).optional().describe('An SPDX expression, such as MIT.'),
  tags: z
    .array(line(40).regex(/^[A-Za-z0-9][A-Za-z0-9 ._+#-]*$/, 'must be letters, digits and . _ + # -'))
    .max(10)
    .optional(),
  entrypoint: parsedBy(parsePortablePath)
    .optional()
    .describe('Default: index.ts, src/index.ts, or the only source file.'),
  routePath: z.string().regex(ROUTE_PATH, 'must be a URL path such as /api/resize').optional(),
  routeExport: z.string().regex(IDENTIFIER, 'must be an identifier').optional(),
  npmDependencies: z
    .array(
      z
        .string()
        .max(214)
        .regex(NPM_DEPENDENCY, 'must be an npm package name, optionally with @range')
        .refine(hasNpmRange, 'must have a semver range or a tag such as "latest" behind the @'),
    )
    .max(100)
    .optional(),
  envVars: z
    .array(z.string().regex(ENV_VAR, 'must be the name of an environment variable'))
    .max(100)
    .optional(),
  drizzleSchema: z
    .preprocess(schemaPath, parsedBy(parsePortablePath).optional())
    .describe('The file that holds the Drizzle tables.'),
  include: z
    .array(z.string().regex(GLOB, 'must be a relative glob'))
    .max(50)
    .optional()
    .describe('Globs of further files to push.'),
});

/** The parsed known fields of an aerostack.json. */
export type Manifest = z.infer<typeof manifestSchema>;

/** The keys of {@link Manifest}, in the order in which the registry writes them. */
export const MANIFEST_KEYS = Object.keys(manifestSchema.shape) as (keyof Manifest)[];

/**
 * Parses the content of an aerostack.json; `""` and `null` mean absent, `drizzleSchema: true` means `schema.ts`,
 * unknown keys are ignored. Throws `INVALID_MANIFEST` with a detail per field.
 */
export function parseManifest(value: unknown): Manifest {
  const result = manifestSchema.safeParse(withoutAbsent(manifestFields(value)));
  if (result.success) return result.data;
  const details: ErrorDetail[] = result.error.issues.map((issue) => ({
    path: MANIFEST_PATH,
    message: `${issue.path.join('.')}: ${issue.message}`,
  }));
  throw new RegistryError('INVALID_MANIFEST', `aerostack.json is not valid: ${details[0]?.message}`, {
    details,
  });
}

/** The fields of an aerostack.json, unknown ones included; throws `INVALID_MANIFEST` where it holds no object. */
export function manifestFields(value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new RegistryError('INVALID_MANIFEST', 'aerostack.json must hold one JSON object');
}

/** The object without the keys that clients send empty. */
export function withoutAbsent(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).filter(([, field]) => field !== '' && field !== null && field !== undefined),
  );
}

/** The slug a manifest stands for, `slug` before `name`; throws `INVALID_MANIFEST` where it has neither. */
export function slugOf(manifest: Manifest): Slug {
  if (manifest.slug) return manifest.slug;
  const slug = slugify(manifest.name ?? '');
  if (slug === '') {
    throw new RegistryError('INVALID_MANIFEST', 'The function has no name from which a slug can be made', {
      hint: 'Set "name" (or "slug") in aerostack.json, with ASCII letters or digits in it.',
    });
  }
  return parseSlug(slug);
}

/** A version stated by a caller, or nothing; `""` and `null` count as nothing. */
export function statedVersion(text: string | null | undefined): Version | undefined {
  return text ? parseVersion(text) : undefined;
}
