import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setFields } from '../server/contract/editJson.ts';
import { isRegistryError } from '../server/contract/errors.ts';
import { MANIFEST_PATH, parseManifest, slugOf } from '../server/contract/manifest.ts';
import { parseVersion } from '../server/contract/names.ts';
import { parseJson } from '../server/contract/plainJson.ts';
import { manifestFolder } from './functionFolder.ts';
import { replaceFile } from './replaceFile.ts';

/**
 * Writes a version into the nearest aerostack.json upward, keeping its formatting, when it is that of the function with
 * this slug. The path written, or nothing.
 */
export async function writeLocalVersion(
  cwd: string,
  slug: string,
  version: string,
): Promise<string | undefined> {
  const folder = await manifestFolder(cwd);
  if (folder === undefined) return undefined;
  const path = join(folder, MANIFEST_PATH);
  const text = await readFile(path, 'utf8');
  if (localSlug(text) !== slug) return undefined;
  const edited = setFields(text, { version: parseVersion(version) });
  if (edited === text) return undefined;
  await replaceFile(path, Buffer.from(edited), (await stat(path)).mode & 0o777);
  return path;
}

/** The slug a manifest's text stands for; nothing where it is not valid, which is not the moment to complain about. */
function localSlug(text: string): string | undefined {
  try {
    return slugOf(parseManifest(parseJson(text, MANIFEST_PATH)));
  } catch (error) {
    if (isRegistryError(error)) return undefined;
    throw error;
  }
}
