import type { PortablePath } from '../contract/names.ts';
import { isSource } from '../domain/entrypoint.ts';
import type { FunctionContent } from '../domain/functionTree.ts';
import type { Inspected } from '../domain/inspect.ts';
import { tooSlow } from '../domain/nesting.ts';
import { createThreads, type ThreadOptions } from './threads.ts';
import { createTurns } from './turns.ts';

/** How many of one account may wait, the one in a thread included. */
const MOST_OF_ONE = 100;

/**
 * Makes an inspection in threads. One that takes too long, or too much memory, is ended with its thread, and the
 * largest source file is named. Those of one account are done one at a time, so that it never holds all threads.
 */
export function createInspectionThreads(
  thread: URL,
  options: ThreadOptions,
): (content: FunctionContent, account: string) => Promise<Inspected> {
  const inspectInThread = createThreads<FunctionContent, Inspected>(thread, options);
  const inTurn = createTurns(MOST_OF_ONE);
  return async (content, account) => {
    const inspected = await inTurn(account, () => {
      const files = copied(content);
      const buffers = [...files.values()].map(({ buffer }) => buffer);
      return inspectInThread({ ...content, files }, buffers);
    });
    return inspected ?? { diagnostics: [tooSlow(largest(content))], compilable: false };
  };
}

/** A view into a larger buffer would be sent with all of it. */
function copied({ files }: FunctionContent): Map<PortablePath, Uint8Array<ArrayBuffer>> {
  return new Map([...files].map(([path, content]) => [path, new Uint8Array(content)]));
}

function largest({ files }: FunctionContent): string {
  const sources = [...files].filter(([path]) => isSource(path));
  return sources.sort(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? '';
}
