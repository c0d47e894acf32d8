import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { RegistryError } from './contract/errors.ts';
import { RESTORING } from './services/backup/restoreBackup.ts';

/**
 * Makes the data folder, for its owner alone, where there is none; whether it did. Throws `INVALID_CONFIG`, also for one
 * that a backup is not yet wholly restored into.
 */
export function makeDataFolder(path: string): boolean {
  if (existsSync(join(path, RESTORING)))
    throw new RegistryError('INVALID_CONFIG', `The restore into the data folder ${path} is not finished`, {
      hint: 'Run `aerostack restore` again with the same backup; it goes on where it was.',
    });
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
