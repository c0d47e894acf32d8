import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { createContext, Script } from 'node:vm';
import { RegistryError } from '../contract/errors.ts';

// Making a context takes longer than most of what runs in it. It holds nothing from one call to the next.
const context = createContext({ action: undefined as unknown });
const call = new Script('action()');

/** What the watch over the time opens, and some to spare: other threads may open files just then. */
const DESCRIPTORS = 8;

/**
 * Runs synchronous work on hostile input for at most `milliseconds`. Throws `LIMIT_EXCEEDED` naming `what` when that
 * was too short: a parser or a regular expression cannot be stopped in any other way within one thread. Throws
 * `STORE_UNAVAILABLE` where too many files are open.
 */
export function withinTime<T>(milliseconds: number, what: string, action: () => T): T {
  assertDescriptors();
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

/** Node ends the whole process where it cannot open what it watches the time with. */
function assertDescriptors(): void {
  const opened: number[] = [];
  try {
    while (opened.length < DESCRIPTORS) opened.push(openSync(devNull, 'r'));
  } catch (cause) {
    throw new RegistryError('STORE_UNAVAILABLE', 'Too many files are open', {
      hint: 'Try again in a moment; the operator can allow the registry more open files.',
      ...{ cause, retryAfter: 5 },
    });
  } finally {
    for (const descriptor of opened) closeSync(descriptor);
  }
}
