import { readFile, readlink } from 'node:fs/promises';

/** What tells a process from every other one that ever had its number; parts are `''` where the system has no `/proc`. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks from boot to the start of the process. */
  readonly startTime: string;
  readonly bootId: string;
  /** The namespace that `pid` is a number of. */
  readonly pidNs: string;
}

/** After this many milliseconds without a sign of life, a process that cannot be looked up counts as dead. */
export const SILENCE_MS = 30_000;

/** The identity of this process. */
export async function ownIdentity(): Promise<ProcessIdentity> {
  const [stat, bootId, pidNs] = await Promise.all([
    processStat(process.pid),
    readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => ''),
    readlink('/proc/self/ns/pid').catch(() => ''),
  ]);
  return { pid: process.pid, startTime: stat?.startTime ?? '', bootId: bootId.trim(), pidNs };
}

/**
 * Whether a process is gone, as seen by `self`; `lastSign` is when it last gave a sign of life, in milliseconds
 * since 1970, and counts only for processes of another namespace.
 */
export async function isDead(
  holder: ProcessIdentity,
  lastSign: number,
  self: ProcessIdentity,
): Promise<boolean> {
  if (holder.bootId !== self.bootId) return true;
  if (holder.pidNs !== self.pidNs) return Date.now() - lastSign > SILENCE_MS;
  if (!signalable(holder.pid)) return true;
  const stat = await processStat(holder.pid);
  if (!stat) return false;
  // A zombie still has its number, but never runs again.
  return stat.state === 'Z' || stat.state === 'X' || stat.startTime !== holder.startTime;
}

function signalable(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: unknown }).code === 'EPERM';
  }
}

async function processStat(pid: number): Promise<{ state: string; startTime: string } | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // The second field is the command's name in parentheses, which may itself hold any character.
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state, startTime] = [fields?.[0], fields?.[19]];
  return state !== undefined && startTime !== undefined ? { state, startTime } : undefined;
}
