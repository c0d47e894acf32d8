import { mkdir, readdir, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { withProcessLock } from '../../catalog/processLock.ts';
import { isRegistryError, RegistryError } from '../../contract/errors.ts';
import { syncPath } from '../../git/durable.ts';
import { errnoOf } from '../../git/storeErrors.ts';

/** Stands in every folder of a backup, from its first moment on. */
const LOCK = 'backup.lock';

/**
 * Runs the work on the folder of a backup, made for its owner alone where there is none, while no other backup is taken
 * there. Throws `NOT_A_BACKUP` where the folder holds anything else, `BUSY`.
 */
export async function withBackupFolder<T>(
  dataDir: string,
  folder: string,
  work: () => Promise<T>,
): Promise<T> {
  await makeFolder(folder);
  const inside = relative(await realpath(dataDir), await realpath(folder));
  if (inside === '' || !(inside === '..' || inside.startsWith(`..${sep}`)))
    throw new RegistryError('NOT_A_BACKUP', `The folder ${folder} is part of the data folder`, {
      hint: 'Name a folder elsewhere, best on another disk.',
    });
  const names = await readdir(folder);
  if (names.some((name) => name !== 'lost+found') && !names.includes(LOCK))
    throw new RegistryError('NOT_A_BACKUP', `The folder ${folder} holds something that is no backup`);
  let isAlone = false;
  try {
    return await withProcessLock(join(folder, LOCK), async () => {
      isAlone = true;
      await syncPath(folder);
      return work();
    });
  } catch (error) {
    if (isAlone || !isRegistryError(error, 'BUSY')) throw error;
    throw new RegistryError('BUSY', `Another backup into ${folder} is under way`, { cause: error });
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new RegistryError('NOT_A_BACKUP', `The folder ${folder} cannot be made (${errnoOf(cause)})`, {
      cause,
    });
  }
}
