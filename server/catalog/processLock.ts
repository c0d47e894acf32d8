import { connect } from './openDatabase.ts';
import { retryBusy } from './retryBusy.ts';

/**
 * Runs the work while no other process runs work under the same lock file. The lock is SQLite's own on an empty database: the
 * operating system lifts it when the process dies, so that it never goes stale. Throws `BUSY` after ten seconds.
 */
export async function withProcessLock<T>(lockFile: string, work: () => Promise<T>): Promise<T> {
  const lock = connect(lockFile);
  try {
    await retryBusy(() => lock.exec('begin exclusive'));
    return await work();
  } finally {
    lock.close();
  }
}
