import { readdirSync, readlinkSync, realpathSync } from 'node:fs';

/** Whether a process other than this one has a file open; where there is no `/proc`, nobody is known to. */
export function isOpenElsewhere(file: string): boolean {
  const path = attempt(() => realpathSync(file));
  if (path === undefined) return false;
  for (const pid of attempt(() => readdirSync('/proc')) ?? []) {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) continue;
    for (const fd of attempt(() => readdirSync(`/proc/${pid}/fd`)) ?? [])
      if (attempt(() => readlinkSync(`/proc/${pid}/fd/${fd}`)) === path) return true;
  }
  return false;
}

/** Processes of other users cannot be looked into, and others end in between. */
function attempt<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
