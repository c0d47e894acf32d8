import { createContext, Script } from 'node:vm';
import { RegistryError } from '../contract/errors.ts';

// Making a context takes longer than most of what runs in it. It holds nothing from one call to the next.
const context = createContext({ action: undefined as unknown });
const call = new Script('action()');

/**
 * Runs synchronous work on hostile input for at most `milliseconds`. Throws `LIMIT_EXCEEDED` naming `what` when that
 * was too short: a parser or a regular expression cannot be stopped in any other way within one thread.
 */
export function withinTime<T>(milliseconds: number, what: string, action: () => T): T {
  try {
    context.action = action;
    return call.runInContext(context, { timeout: milliseconds }) as T;
  } catch (cause) {
    if ((cause as { code?: unknown } | undefined)?.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw cause;
    throw new RegistryError('LIMIT_EXCEEDED', `${what} takes longer than ${milliseconds} milliseconds`, {
      cause,
    });
  } finally {
    context.action = undefined;
  }
}
