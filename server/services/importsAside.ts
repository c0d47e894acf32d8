import { isRegistryError, RegistryError } from '../contract/errors.ts';
import { withinTime } from '../domain/boundedTime.ts';
import { type Imports, importsOf, type ReadImports } from '../domain/importsOf.ts';
import { createThreads, type ThreadOptions } from './threads.ts';

/** What the thread answers of a file that it gave up on. */
export const TOO_SLOW = 'too slow';

const SMALL_TEXT = 64 * 1024;
/** For this long, in milliseconds, other requests wait; a short text can be made to take hours. */
const HERE_MILLISECONDS = 100;
/** How much of a thread's time the files of one push may take together, in milliseconds. */
const BUDGET = 10_000;

/** Gives what finds the imports of one push's files, all of them within one budget of time. */
export type ImportsOfOnePush = () => ReadImports;

/**
 * Makes the finding of imports for a server: small files are read here, others, or what turns out to take long, in a
 * thread. `thread` is the built file of `importsThread.ts`. Throws `LIMIT_EXCEEDED` where a push takes too long.
 */
export function createImportsAside(thread: URL, options: ThreadOptions = {}): ImportsOfOnePush {
  const ask = createThreads<{ path: string; text: string }, Imports | typeof TOO_SLOW>(thread, {
    deadline: BUDGET,
    ...options,
  });
  return () => {
    let left = BUDGET;
    return async (path, text) => {
      if (text.length <= SMALL_TEXT) {
        try {
          return withinTime(HERE_MILLISECONDS, `Parsing "${path}"`, () => importsOf(path, text));
        } catch (error) {
          if (!isRegistryError(error, 'LIMIT_EXCEEDED')) throw error;
        }
      }
      const begun = performance.now();
      const answer = left > 0 ? await ask({ path, text }) : TOO_SLOW;
      left -= performance.now() - begun;
      if (answer !== undefined && answer !== TOO_SLOW) return answer;
      throw new RegistryError('LIMIT_EXCEEDED', `Reading the imports of "${path}" takes too long`);
    };
  };
}
