import { setTimeout as wait } from 'node:timers/promises';
import { RegistryError } from '../contract/errors.ts';
import { isBusy } from './storeError.ts';

/** How long to go on trying, and the clock, pauses (milliseconds) and chance it is done by. */
export interface Patience {
  readonly budget: number;
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<unknown>;
  readonly random: () => number;
}

const PATIENCE: Patience = { budget: 10_000, now: () => performance.now(), wait, random: Math.random };
const FIRST_PAUSE = 5;
const LONGEST_PAUSE = 200;

/**
 * Runs the attempt again, after pauses that leave the event loop free, for as long as another connection holds the lock.
 * The attempt must be repeatable as a whole. Throws `BUSY` once the budget is spent; other errors at once.
 */
export async function retryBusy<T>(attempt: () => T | Promise<T>, patience: Patience = PATIENCE): Promise<T> {
  const start = patience.now();
  for (let longest = FIRST_PAUSE; ; longest = Math.min(longest * 2, LONGEST_PAUSE)) {
    try {
      return await attempt();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (patience.now() - start >= patience.budget) {
        throw new RegistryError('BUSY', 'The registry is busy writing', { cause: error, retryAfter: 1 });
      }
    }
    // Jitter keeps waiting writers from coming back in step.
    await patience.wait(1 + patience.random() * longest);
  }
}
