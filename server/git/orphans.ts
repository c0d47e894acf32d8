import { readdir, readFile, readlink, realpath } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { WRITER_VARIABLE } from './gitProcess.ts';

const PAUSE_MS = 10;

/**
 * Waits until no git child of a killed process works in the repository any more: such a child outlives its parent, so
 * a lock taken over is not enough to be alone. Whoever has not ended by itself after `patienceMs` is killed. Only
 * for a holder of the account's lock that has no children of its own there; does nothing where there is no `/proc`.
 */
export async function outliveOrphans(repo: string, patienceMs = 5_000): Promise<void> {
  const folder = await realpath(repo).catch(() => undefined);
  if (folder === undefined) return;
  for (const begun = performance.now(); ; ) {
    const orphans = await writersIn(folder);
    if (orphans.length === 0) return;
    if (performance.now() - begun > patienceMs) for (const pid of orphans) kill(pid);
    await pause(PAUSE_MS);
  }
}

async function writersIn(folder: string): Promise<number[]> {
  const names = await readdir('/proc').catch(() => []);
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(pids.map(async (pid) => ((await writesIn(pid, folder)) ? pid : undefined)));
  return found.filter((pid) => pid !== undefined);
}

/** Processes of other users cannot be looked into, and are none of ours. */
async function writesIn(pid: number, folder: string): Promise<boolean> {
  try {
    if ((await readlink(`/proc/${pid}/cwd`)) !== folder) return false;
    const environment = await readFile(`/proc/${pid}/environ`, 'latin1');
    return environment.split('\0').some((variable) => variable.startsWith(`${WRITER_VARIABLE}=`));
  } catch {
    return false;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended between the look and the signal.
  }
}
