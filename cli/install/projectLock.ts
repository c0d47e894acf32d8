import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { RegistryError } from '../../server/contract/errors.ts';
import { temporaryName } from '../replaceFile.ts';

export const LOCK_FILE = '.aerostack-install.lock';

const POLL_MILLISECONDS = 50;
const NO_HARD_LINKS: ReadonlySet<string | undefined> = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP']);

/**
 * Runs an action while holding the project's install lock, which also holds between processes. A live holder is waited
 * for, a dead one's lock is taken over. Throws `BUSY` after `patience` milliseconds.
 */
export async function withProjectLock<T>(
  root: string,
  options: { pid: number; patience?: number | undefined },
  action: () => Promise<T>,
): Promise<T> {
  const path = join(root, LOCK_FILE);
  const patience = options.patience ?? 60_000;
  const me = `${options.pid} ${await startOf(options.pid)}\n`;
  for (let waited = 0; !(await take(path, me)); waited += POLL_MILLISECONDS) {
    if (await takeOver(path, me)) break;
    if (waited >= patience) {
      throw new RegistryError('BUSY', 'Another install is running in this project', {
        hint: `Wait for it; if there is none, delete ${path}.`,
      });
    }
    await wait(POLL_MILLISECONDS);
  }
  try {
    return await action();
  } finally {
    await rm(path, { force: true });
  }
}

/** Creates the lock with its content in one step; whether it was free. */
async function take(path: string, content: string): Promise<boolean> {
  const temporary = join(dirname(path), temporaryName('install.lock', '.tmp'));
  await writeFile(temporary, content, { flag: 'wx' });
  try {
    await link(temporary, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // ENOENT: the holder of the lock has swept the temporary file away as a dead run's.
    if (code === 'EEXIST' || code === 'ENOENT') return false;
    if (!NO_HARD_LINKS.has(code)) throw error;
    return await writeFile(path, content, { flag: 'wx' }).then(
      () => true,
      () => false,
    );
  } finally {
    await rm(temporary, { force: true });
  }
}

/**
 * Takes the lock of a dead process. Two that find it dead at once must not both remove it, the second one removing the
 * first one's new lock: so removing is itself done under a lock.
 */
async function takeOver(path: string, content: string): Promise<boolean> {
  if (await isHeld(path)) return false;
  const guard = `${path}.takeover`;
  if (!(await take(guard, content))) {
    if (!(await isHeld(guard))) await rm(guard, { force: true });
    return false;
  }
  try {
    if (!(await isHeld(path))) await rm(path, { force: true });
    return await take(path, content);
  } finally {
    await rm(guard, { force: true });
  }
}

/** Whether the lock names a living process; one that is gone, or being written, counts as held and is tried again. */
async function isHeld(path: string): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const match = /^([1-9]\d{0,9}) (.*)\n$/.exec(text);
  if (!match) return true;
  const pid = Number(match[1]);
  if (!isAlive(pid)) return false;
  const started = await startOf(pid);
  return started === '' || match[2] === '' || started === match[2];
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** When a process started, where the system tells it: process ids are used again, after a restart above all. */
async function startOf(pid: number): Promise<string> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The second field, the command's name in brackets, may itself hold spaces and brackets.
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
