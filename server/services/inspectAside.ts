import { isRegistryError } from '../contract/errors.ts';
import { withinTime } from '../domain/boundedTime.ts';
import type { FunctionFiles } from '../domain/gitObjects.ts';
import { inspect } from '../domain/inspect.ts';
import type { InspectFor } from './checkCode.ts';
import { createInspectionThreads } from './inspectionThreads.ts';
import type { ThreadOptions } from './threads.ts';

const SMALL_FILE = 64 * 1024;
const SMALL_SUM = 256 * 1024;
/** For this long, in milliseconds, other requests wait; a short text can be made to take hours. */
const HERE_MILLISECONDS = 100;

/**
 * Makes the inspection of a server. What is small is looked at here; what is large, or turns out to take long, in a
 * thread. `thread` is the built file of `inspectionThread.ts`.
 */
export function createInspectAside(thread: URL, options: ThreadOptions = {}): InspectFor {
  const inspectInThread = createInspectionThreads(thread, options);
  return async (content, account) => {
    if (!isSmall(content.files)) return inspectInThread(content, account);
    try {
      return withinTime(HERE_MILLISECONDS, 'Inspecting the function', () => inspect(content));
    } catch (error) {
      if (!isRegistryError(error, 'LIMIT_EXCEEDED')) throw error;
      return inspectInThread(content, account);
    }
  };
}

function isSmall(files: FunctionFiles): boolean {
  let sum = 0;
  for (const { length } of files.values()) {
    sum += length;
    if (length > SMALL_FILE || sum > SMALL_SUM) return false;
  }
  return true;
}
