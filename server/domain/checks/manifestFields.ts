import parseSpdx from 'spdx-expression-parse';
import type { Diagnostic } from '../../contract/answers.ts';
import { MANIFEST_KEYS, MANIFEST_PATH, manifestFields } from '../../contract/manifest.ts';
import { quote } from '../../contract/names.ts';
import { parseJson } from '../../contract/plainJson.ts';
import { findEntrypoint } from '../entrypoint.ts';
import { decodeText } from '../fileContent.ts';
import { error, warning } from '../finding.ts';
import type { Inspection } from '../inspection.ts';

/** What publishing demands of aerostack.json, and what it says without effect. */
export function checkManifestFields({ content, places }: Inspection): Diagnostic[] {
  const { manifest, files } = content;
  const found: Diagnostic[] = [];
  const refuse = (key: string, code: string, message: string) =>
    found.push(error(MANIFEST_PATH, places(key), code, message));
  const warn = (key: string, code: string, message: string) =>
    found.push(warning(MANIFEST_PATH, places(key), code, message));

  if (!manifest.name) refuse('name', 'NAME_MISSING', 'Set "name": what people call the function.');
  if (!manifest.category)
    refuse('category', 'CATEGORY_MISSING', 'Set "category": where the Hub lists the function.');
  if (!manifest.description)
    refuse('description', 'DESCRIPTION_MISSING', 'Set "description": one sentence on what it does.');
  if (!findEntrypoint(manifest, files.keys())) {
    const named = manifest.entrypoint
      ? `"${manifest.entrypoint}" does not exist`
      : 'there is no index.ts or src/index.ts';
    refuse('entrypoint', 'ENTRYPOINT_MISSING', `Set "entrypoint" to the file to import: ${named}.`);
  }
  if (!manifest.license)
    warn(
      'license',
      'LICENSE_MISSING',
      'Set "license", such as MIT: without one, nobody may use the function.',
    );
  else if (!isSpdx(manifest.license))
    warn('license', 'LICENSE_UNKNOWN', `"${manifest.license}" is not an SPDX expression.`);
  const { drizzleSchema } = manifest;
  if (drizzleSchema && !files.has(drizzleSchema))
    warn('drizzleSchema', 'SCHEMA_MISSING', `"drizzleSchema" names ${drizzleSchema}, which does not exist.`);
  for (const key of unknownKeys(content.files)) {
    const message = `${quote(key.slice(0, 64))} is not a field of aerostack.json; it is kept, and has no effect.`;
    warn(key, 'UNKNOWN_KEY', message);
  }
  return found;
}

function unknownKeys(files: Inspection['content']['files']): string[] {
  const stored = files.get(MANIFEST_PATH);
  const text = stored ? decodeText(MANIFEST_PATH, stored) : '{}';
  const known: readonly string[] = MANIFEST_KEYS;
  return Object.keys(manifestFields(parseJson(text, MANIFEST_PATH))).filter((key) => !known.includes(key));
}

function isSpdx(license: string): boolean {
  try {
    parseSpdx(license);
    return true;
  } catch {
    return /^(?:UNLICENSED|LicenseRef-.+)$/.test(license);
  }
}
