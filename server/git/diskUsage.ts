import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { unlessMissing } from './durable.ts';

/** The bytes of all files below a folder but for those in folders left out; 0 where there is none. A file that goes meanwhile counts nothing. */
export async function bytesBelow(
  folder: string,
  isLeftOut: (name: string) => boolean = () => false,
): Promise<number> {
  const entries = (await readdir(folder, { withFileTypes: true }).catch(unlessMissing)) ?? [];
  const sizes = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return isLeftOut(entry.name) ? 0 : bytesBelow(path, isLeftOut);
      return (await stat(path).catch(unlessMissing))?.size ?? 0;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
