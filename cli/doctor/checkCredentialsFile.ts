import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isRegistryError } from '../../server/contract/errors.ts';
import type { CliContext } from '../context.ts';
import { credentialsPath, loadCredentials } from '../credentials.ts';
import { shellWord } from '../shellWord.ts';
import { broken, type Check, doubtful, fine } from './check.ts';

/** Whether the stored login can be read, by its owner and by nobody else. */
export async function checkCredentialsFile(context: CliContext): Promise<Check> {
  const name = 'credentials';
  const path = credentialsPath(context);
  const file = await stat(path).catch(() => undefined);
  if (!file) return fine(name, 'No login is stored');
  const open = [];
  // Windows keeps no such bits.
  if (process.platform !== 'win32') {
    if (file.mode & 0o077) open.push(`chmod 600 ${shellWord(path)}`);
    if ((await stat(dirname(path))).mode & 0o077) open.push(`chmod 700 ${shellWord(dirname(path))}`);
  }
  if (open.length > 0) return broken(name, `${path} can be read by others`, open.join(' && '));
  try {
    if (await loadCredentials(context)) return fine(name, path);
    return doubtful(
      name,
      `${path} names no registry, so that its key is not used`,
      'Run `aerostack login` again.',
    );
  } catch (error) {
    if (isRegistryError(error)) return broken(name, error.message, error.hint);
    throw error;
  }
}
