import { once } from 'node:events';
import { type Transferable, Worker } from 'node:worker_threads';

/** How threads are used. */
export interface ThreadOptions {
  /** Milliseconds that one task may take. */
  readonly deadline?: number;
  /** How many run at once; further ones wait. */
  readonly most?: number;
  /** How much memory each may take for objects, in MiB. */
  readonly memory?: number;
}

/** Gives a thread one task; `undefined` where it took too long or too much memory, and its thread was ended. */
export type AskThread = (task: unknown, transfer?: readonly Transferable[]) => Promise<unknown>;

const DEADLINE = 20_000;
const MOST = 2;
const MEMORY = 512;

/** Makes threads of a program that answers one message for each, never with `undefined`; they are kept for the next task. */
export function createWorkerThreads(
  thread: URL,
  { deadline = DEADLINE, most = MOST, memory = MEMORY }: ThreadOptions,
): AskThread {
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

  return async (task, transfer = []) => {
    await enter();
    try {
      const worker = idle.pop() ?? start();
      const answer = await ask(worker, task, transfer, deadline);
      if (answer !== undefined) idle.push(worker);
      // A thread that has failed has ended already.
      else await worker.terminate();
      return answer;
    } finally {
      leave();
    }
  };
}

async function ask(
  worker: Worker,
  task: unknown,
  transfer: readonly Transferable[],
  deadline: number,
): Promise<unknown> {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), deadline);
  try {
    const answer = once(worker, 'message', { signal: over.signal });
    worker.postMessage(task, transfer);
    return (await answer)[0];
  } catch (error) {
    if (over.signal.aborted || (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY')
      return undefined;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
