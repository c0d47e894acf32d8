import { setTimeout as pause } from 'node:timers/promises';
import { isRegistryError, RegistryError } from '../contract/errors.ts';
import type { Stores } from './stores.ts';

/** What the registry can do its work with, or why it cannot. */
export interface Readiness {
  /** The version of git; absent where it cannot be told. */
  readonly git: string | undefined;
  /** Each with its own code and sentence; none where the registry is ready. */
  readonly faults: readonly RegistryError[];
}

export type CheckReadiness = () => Promise<Readiness>;

/** How long the accounts may be locked by others, in milliseconds, before that counts as a fault: writes are short. */
const PATIENCE = 2_000;

/**
 * Makes the check of git, the disk, the locks and the accounts. Whoever asks while it runs gets the same answer: anybody may
 * ask, and it writes to the disk. `patience` is how long it waits for a lock, in milliseconds.
 */
export function createReadiness(
  { git, accounts }: Pick<Stores, 'git' | 'accounts'>,
  patience = PATIENCE,
): CheckReadiness {
  const oneAtATime = <T>(run: () => Promise<T>) => {
    let running: Promise<T> | undefined;
    return () => {
      running ??= run().finally(() => {
        running = undefined;
      });
      return running;
    };
  };
  const probeAccounts = oneAtATime(() => accounts.probe());

  const checkGit = async () => {
    const { version, supported } = await git.checkGit();
    if (!supported)
      throw new RegistryError('STORE_UNAVAILABLE', `git ${version} is too old; 2.29 or newer is needed`);
    return version;
  };
  const checkLocks = async () => {
    const stuck = await git.stuckLocks();
    if (stuck.length === 0) return;
    const whose = `the account${stuck.length === 1 ? '' : 's'} ${stuck.slice(0, 5).join(', ')}`;
    throw new RegistryError(
      'LOCK_STUCK',
      `A process keeps the lock of ${whose} for longer than any write takes`,
    );
  };
  const checkAccounts = async () => {
    const waiting = new AbortController();
    const tooLong = pause(patience, 'locked' as const, { signal: waiting.signal, ref: false });
    try {
      if ((await Promise.race([probeAccounts(), tooLong])) === 'locked') throw locked();
    } catch (error) {
      throw isRegistryError(error, 'BUSY') ? locked(error) : error;
    } finally {
      waiting.abort();
      await tooLong.catch(() => {});
    }
  };

  return oneAtATime(async () => {
    const [version, ...others] = await Promise.allSettled([
      checkGit(),
      git.probeDisk(),
      checkLocks(),
      checkAccounts(),
    ]);
    const faults = [version, ...others].flatMap((result) =>
      result.status === 'rejected' ? [asFault(result.reason)] : [],
    );
    const distinct = new Map(faults.map((fault) => [fault.code, fault]));
    return {
      git: version.status === 'fulfilled' ? version.value : undefined,
      faults: [...distinct.values()],
    };
  });
}

function locked(cause?: unknown): RegistryError {
  return new RegistryError('LOCK_STUCK', 'Another program keeps the database of accounts locked', { cause });
}

function asFault(error: unknown): RegistryError {
  if (isRegistryError(error)) return error;
  return new RegistryError('STORE_UNAVAILABLE', 'The registry cannot tell whether it can work', {
    cause: error,
  });
}
