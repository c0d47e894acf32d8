import { mkdirSync, statSync } from 'node:fs';
import { RegistryError } from './contract/errors.ts';

/** Makes the data folder, for its owner alone, where there is none; whether it did. Throws `INVALID_CONFIG`. */
export function makeDataFolder(path: string): boolean {
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return false;
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return true;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const why = code === 'EEXIST' || code === 'ENOTDIR' ? 'is not a folder' : `cannot be made (${code})`;
    throw new RegistryError('INVALID_CONFIG', `The data folder ${path} ${why}`, {
      hint: 'Name another one with --data, or set DATA_DIR.',
      cause,
    });
  }
}
