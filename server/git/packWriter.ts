import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { GitObject } from '../domain/gitObjects.ts';
import { randomName, removeFile, syncPath, writeDurably } from './durable.ts';
import { encodePack } from './packEncoding.ts';
import { asStoreError } from './storeErrors.ts';
import type { WriteStep } from './writeSteps.ts';

/** The folder of a repository's packs. */
export function packFolder(repo: string): string {
  return join(repo, 'objects', 'pack');
}

/** Whether a file among the packs is one that a killed writer may have left half-written, ours or git's own. */
export function isTemporaryPackFile(name: string): boolean {
  return name.startsWith('tmp_') || name.startsWith('.tmp-');
}

/**
 * Stores objects durably as one pack, whether or not the repository has them already: a new copy is what repairs a
 * damaged one. `admit` hears how many bytes it will take, and may refuse them by throwing. Throws `STORE_FULL`, `STORE_UNAVAILABLE`; temporary files are removed then.
 */
export async function writePack(
  repo: string,
  objects: Iterable<GitObject>,
  atStep: (step: WriteStep) => void = () => {},
  admit: (bytes: number) => void = () => {},
): Promise<void> {
  const { name, pack, index } = await encodePack(objects);
  admit(pack.length + index.length);
  const folder = packFolder(repo);
  const nonce = randomName();
  const temporaryPack = join(folder, `tmp_pack_${nonce}`);
  const temporaryIndex = join(folder, `tmp_idx_${nonce}`);
  try {
    await settled([writeDurably(temporaryPack, pack, 0o444), writeDurably(temporaryIndex, index, 0o444)]);
    atStep('pack:temporary');
    // git takes a pack for real as soon as it sees the index, so the index comes last.
    await rename(temporaryPack, join(folder, `${name}.pack`));
    atStep('pack:renamed');
    await rename(temporaryIndex, join(folder, `${name}.idx`));
    await syncPath(folder);
    atStep('index:renamed');
  } catch (error) {
    await Promise.allSettled([removeFile(temporaryPack), removeFile(temporaryIndex)]);
    throw asStoreError(error);
  }
}

/** Waits for all, then throws the first failure: none may go on writing after its file was removed. */
async function settled(tasks: Promise<void>[]): Promise<void> {
  for (const result of await Promise.allSettled(tasks)) if (result.status === 'rejected') throw result.reason;
}
