import parseSpdx from 'spdx-expression-parse';
import type { Diagnostic } from '../contract/answers.ts';
import { RegistryError } from '../contract/errors.ts';
import { MANIFEST_KEYS, MANIFEST_PATH, manifestFields } from '../contract/manifest.ts';
import type { Slug } from '../contract/names.ts';
import { parseJson } from '../contract/plainJson.ts';
import { findEntrypoint } from './entrypoint.ts';
import { decodeText } from './fileContent.ts';
import type { FunctionContent } from './functionTree.ts';
import { findSecrets } from './secrets.ts';

/** What the compiler saw: findings with their place, and the names the entrypoint exports where they can be known. */
export interface CodeFacts {
  readonly diagnostics: readonly Diagnostic[];
  readonly exports: ReadonlySet<string> | undefined;
}

/** Everything the registry has to say about a function; an `error` keeps it from being published, a `warning` does not. */
export function diagnose(content: FunctionContent, code: CodeFacts): Diagnostic[] {
  return [
    ...inManifest(content),
    ...code.diagnostics,
    ...routeExport(content, code),
    ...findSecrets(content.files),
  ];
}

/** Whether nothing keeps the function from being published. */
export function isPublishable(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.every(({ severity }) => severity !== 'error');
}

/** Throws `NOT_PUBLISHABLE` with everything that keeps the function from being published. */
export function assertPublishable(
  slug: Slug,
  diagnostics: readonly Diagnostic[],
  allowSecrets: boolean,
): void {
  const errors = diagnostics.filter(
    ({ severity, code }) => severity === 'error' && !(allowSecrets && code === 'SECRET'),
  );
  if (errors.length === 0) return;
  throw new RegistryError('NOT_PUBLISHABLE', `${slug} cannot be published: ${errors[0]?.message}`, {
    details: errors,
  });
}

/** The findings that do not keep a function from being published, as sentences with their place. */
export function warningsOf(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ path, line, message }) => `${path}${line ? `:${line}` : ''}: ${message}`);
}

function inManifest({ files, manifest }: FunctionContent): Diagnostic[] {
  const found: Diagnostic[] = [];
  const add = (severity: Diagnostic['severity'], code: string, message: string) =>
    found.push({ path: MANIFEST_PATH, line: 0, column: 0, severity, code, message });
  if (!manifest.name) add('error', 'NAME_MISSING', 'Set "name": what people call the function.');
  if (!manifest.category)
    add('error', 'CATEGORY_MISSING', 'Set "category": where the Hub lists the function.');
  if (!manifest.description)
    add('error', 'DESCRIPTION_MISSING', 'Set "description": one sentence on what it does.');
  if (!findEntrypoint(manifest, files.keys())) {
    const named = manifest.entrypoint
      ? `"${manifest.entrypoint}" does not exist`
      : 'there is no index.ts or src/index.ts';
    add('error', 'ENTRYPOINT_MISSING', `Set "entrypoint" to the file to import: ${named}.`);
  }
  if (!manifest.license)
    add(
      'warning',
      'LICENSE_MISSING',
      'Set "license", such as MIT: without one, nobody may use the function.',
    );
  else if (!isSpdx(manifest.license))
    add('warning', 'LICENSE_UNKNOWN', `"${manifest.license}" is not an SPDX expression.`);
  if (manifest.drizzleSchema && !files.has(manifest.drizzleSchema)) {
    add(
      'warning',
      'SCHEMA_MISSING',
      `"drizzleSchema" names ${manifest.drizzleSchema}, which does not exist.`,
    );
  }
  const stored = files.get(MANIFEST_PATH);
  const keys = stored
    ? Object.keys(manifestFields(parseJson(decodeText(MANIFEST_PATH, stored), MANIFEST_PATH)))
    : [];
  for (const key of keys.filter((key) => !(MANIFEST_KEYS as string[]).includes(key))) {
    add(
      'warning',
      'UNKNOWN_KEY',
      `"${key.slice(0, 64)}" is not a field of aerostack.json; it is kept, and has no effect.`,
    );
  }
  return found;
}

function routeExport({ files, manifest }: FunctionContent, code: CodeFacts): Diagnostic[] {
  const path = findEntrypoint(manifest, files.keys());
  if (!path || !manifest.routeExport || !code.exports || code.exports.has(manifest.routeExport)) return [];
  const message = `"routeExport" names ${manifest.routeExport}, which the entrypoint does not export.`;
  return [{ path, line: 0, column: 0, severity: 'warning', code: 'ROUTE_EXPORT_MISSING', message }];
}

function isSpdx(license: string): boolean {
  try {
    parseSpdx(license);
    return true;
  } catch {
    return /^(?:UNLICENSED|LicenseRef-.+)$/.test(license);
  }
}
