import { isRegistryError } from '../contract/errors.ts';
import type { Oid } from '../contract/names.ts';
import type { FunctionFiles } from '../domain/gitObjects.ts';
import type { LockedRepo } from '../git/gitStore.ts';

/** Where a tree that is to stay as it is, or a file in it, cannot be read any more, stores its files again. */
export async function mendFiles(repo: LockedRepo, tree: Oid, files: FunctionFiles): Promise<void> {
  try {
    await repo.files(tree);
  } catch (error) {
    if (!isRegistryError(error, 'OBJECT_CORRUPT')) throw error;
    await repo.storeFiles(files);
  }
}
