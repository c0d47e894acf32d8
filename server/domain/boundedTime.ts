import { runInNewContext } from 'node:vm';
import { RegistryError } from '../contract/errors.ts';

/**
 * Runs synchronous work on hostile input for at most `milliseconds`. Throws `LIMIT_EXCEEDED` naming `what` when that
 * was too short: a parser or a regular expression cannot be stopped in any other way within one thread.
 */
export function withinTime<T>(milliseconds: number, what: string, action: () => T): T {
  try {
    return runInNewContext('action()', { action }, { timeout: milliseconds }) as T;
  } catch (cause) {
    if ((cause as { code?: unknown } | undefined)?.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw cause;
    throw new RegistryError('LIMIT_EXCEEDED', `${what} takes longer than ${milliseconds} milliseconds`, {
      cause,
    });
  }
}
