import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { PortablePath } from '../contract/names.ts';
import { isSource } from '../domain/entrypoint.ts';
import type { FunctionContent } from '../domain/functionTree.ts';
import type { Inspected } from '../domain/inspect.ts';
import { tooSlow } from '../domain/nesting.ts';

/** How threads are used. */
export interface ThreadOptions {
  /** Milliseconds that one inspection may take. */
  readonly deadline?: number;
  /** How many run at once; further ones wait. */
  readonly most?: number;
  /** How much memory each may take for objects, in MiB. */
  readonly memory?: number;
}

const DEADLINE = 20_000;
const MOST = 2;
const MEMORY = 512;

/**
 * Makes an inspection in threads that are kept for the next one. One that takes too long, or too much memory, is
 * ended with its thread, and the largest source file is named.
 */
export function createInspectionThreads(
  thread: URL,
  { deadline = DEADLINE, most = MOST, memory = MEMORY }: ThreadOptions,
): (content: FunctionContent) => Promise<Inspected> {
  const idle: Worker[] = [];
  const waiting: (() => void)[] = [];
  let free = most;

  const enter = async () => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const leave = () => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };

  const start = () => {
    const worker = new Worker(thread, { resourceLimits: { maxOldGenerationSizeMb: memory } });
    // A thread must neither keep the process from ending, nor end it where nobody waits for the thread.
    worker.unref();
    worker.on('error', () => {});
    worker.once('exit', () => {
      if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1);
    });
    return worker;
  };

  return async (content) => {
    await enter();
    try {
      const worker = idle.pop() ?? start();
      const inspected = await ask(worker, content, deadline);
      if (inspected) idle.push(worker);
      // A thread that has failed has ended already.
      else await worker.terminate();
      return inspected ?? { diagnostics: [tooSlow(largest(content))], compilable: false };
    } finally {
      leave();
    }
  };
}

/** The thread's answer; nothing where it took too long or ran out of memory. */
async function ask(
  worker: Worker,
  content: FunctionContent,
  deadline: number,
): Promise<Inspected | undefined> {
  const files = copied(content);
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), deadline);
  try {
    const answer = once(worker, 'message', { signal: over.signal });
    worker.postMessage(
      { ...content, files },
      [...files.values()].map(({ buffer }) => buffer),
    );
    return (await answer)[0];
  } catch (error) {
    if (over.signal.aborted || (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY')
      return undefined;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** A view into a larger buffer would be sent with all of it. */
function copied({ files }: FunctionContent): Map<PortablePath, Uint8Array<ArrayBuffer>> {
  return new Map([...files].map(([path, content]) => [path, new Uint8Array(content)]));
}

function largest({ files }: FunctionContent): string {
  const sources = [...files].filter(([path]) => isSource(path));
  return sources.sort(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? '';
}
