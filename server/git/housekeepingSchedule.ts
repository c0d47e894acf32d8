import type { Username } from '../contract/names.ts';

/** Counts writes and starts housekeeping beside the requests, never in one. */
export interface HousekeepingSchedule {
  wrote(account: Username): void;
  /** Packs found on disk count as writes that nobody has packed together yet. */
  foundPacks(account: Username, packs: number): void;
  /** Starts no more, and resolves when what runs has ended. */
  close(): Promise<void>;
}

/** Makes a schedule that calls `housekeep` after every `every` writes to an account. */
export function createHousekeepingSchedule(
  every: number,
  housekeep: (account: Username) => Promise<void>,
  onFailure: (account: Username, error: unknown) => void,
): HousekeepingSchedule {
  const due = new Map<Username, number>();
  const running = new Set<Promise<void>>();
  let closed = false;

  return {
    wrote(account) {
      const writes = (due.get(account) ?? 0) + 1;
      due.set(account, writes < every ? writes : 0);
      if (writes < every || closed) return;
      const run = housekeep(account)
        .catch((error: unknown) => onFailure(account, error))
        .finally(() => running.delete(run));
      running.add(run);
    },
    foundPacks(account, packs) {
      due.set(account, Math.max(due.get(account) ?? 0, packs));
    },
    async close() {
      closed = true;
      await Promise.all(running);
    },
  };
}
