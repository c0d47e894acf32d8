import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ModuleFiles } from './exportedNames.ts';

const MAX_BYTES = 1024 ** 2;

/** A project's modules as they stand on disk, but for the files that an install is about to write there. */
export function projectModules(root: string, planned: ReadonlyMap<string, Uint8Array | string>): ModuleFiles {
  const isSmallFile = (path: string) => {
    const found = statSync(join(root, path), { throwIfNoEntry: false });
    return found?.isFile() && found.size <= MAX_BYTES;
  };
  return {
    has: (path) => planned.has(path) || quietly(() => isSmallFile(path)) === true,
    read(path) {
      const content = planned.get(path);
      if (content !== undefined) return Buffer.from(content).toString('utf8');
      return quietly(() => (isSmallFile(path) ? readFileSync(join(root, path), 'utf8') : undefined));
    },
  };
}

/** What cannot be read is taken for absent: the names in it are only asked for to avoid them. */
function quietly<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
