import { open, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { randomName, removeFile } from './durable.ts';
import { asStoreError } from './storeErrors.ts';

/**
 * Writes and deletes a few kilobytes in a folder, as the way to tell why git could not write there; throws
 * `STORE_FULL`, `STORE_READ_ONLY` or `STORE_UNAVAILABLE`.
 */
export async function probeDisk(folder: string): Promise<void> {
  const path = join(folder, `tmp_probe_${randomName()}`);
  try {
    const file = await open(path, 'wx');
    try {
      await file.writeFile(Buffer.alloc(8192, 0x2e));
      await file.sync();
    } finally {
      await file.close();
      await removeFile(path);
    }
  } catch (error) {
    throw asStoreError(error);
  }
}

/** How many bytes the disk of a folder has, and how many of them this process may still write. */
export async function diskSpace(folder: string): Promise<{ free: number; size: number }> {
  const { bsize, blocks, bavail } = await statfs(folder);
  return { free: bavail * bsize, size: blocks * bsize };
}
