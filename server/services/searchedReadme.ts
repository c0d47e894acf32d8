import { isRegistryError } from '../contract/errors.ts';
import type { PortablePath } from '../contract/names.ts';
import { findReadme } from '../domain/functionTree.ts';
import type { TreeEntry } from '../domain/gitObjects.ts';
import type { RepoReader } from '../git/gitStore.ts';

/** How much of a README a search looks through. */
const SEARCHED_BYTES = 64 * 1024;

/** The beginning of the README in a function's root folder; `""` where there is none, or none that can be read. */
export async function searchedReadme(repo: RepoReader, root: readonly TreeEntry[]): Promise<string> {
  const files = root.filter(({ mode }) => mode !== '40000');
  const path = findReadme(files.map(({ name }) => name as PortablePath));
  const entry = files.find(({ name }) => name === path);
  if (!entry) return '';
  try {
    const beginning = (await repo.blob(entry.oid)).subarray(0, SEARCHED_BYTES);
    // As of a stream, a character that was cut in two is left out.
    return new TextDecoder().decode(beginning, { stream: true });
  } catch (error) {
    // A damaged README keeps no function from being found by the rest.
    if (isRegistryError(error, 'OBJECT_CORRUPT')) return '';
    throw error;
  }
}
