import { once } from 'node:events';
import { type Transferable, Worker } from 'node:worker_threads';

/** How threads are used. */
export interface ThreadOptions {
  /** Milliseconds that one job may take. */
  readonly deadline?: number;
  /** How many run at once; further ones wait. */
  readonly most?: number;
  /** How many may wait; to more the answer is `undefined` at once. */
  readonly mostWaiting?: number;
  /** How much memory each may take for objects, in MiB. */
  readonly memory?: number;
  /** Whether the program says that it is ready before it answers; deadlines are counted from there. */
  readonly announces?: boolean;
}

/** Has a thread do a job; `undefined` where it took too long, too much memory, or there are too many already. */
export type RunInThread<Job, Answer> = (
  job: Job,
  transfer?: readonly Transferable[],
) => Promise<Answer | undefined>;

/** Runs jobs in threads that are kept for the next one; `program` answers each message with one of its own, in turn. */
export function createThreads<Job, Answer>(
  program: URL,
  { deadline = 20_000, most = 2, mostWaiting = 1_000, memory = 512, announces = false }: ThreadOptions = {},
): RunInThread<Job, Answer> {
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

  const start = async () => {
    const worker = new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: memory } });
    // A thread must neither keep the process from ending, nor end it where nobody waits for the thread.
    worker.unref();
    worker.on('error', () => {});
    worker.once('exit', () => {
      if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1);
    });
    if (announces) await once(worker, 'message');
    return worker;
  };

  return async (job, transfer = []) => {
    if (free === 0 && waiting.length >= mostWaiting) return undefined;
    await enter();
    try {
      const worker = idle.pop() ?? (await start());
      const answered = await ask<Answer>(worker, job, transfer, deadline);
      if (answered) idle.push(worker);
      // A thread that has failed has ended already.
      else await worker.terminate();
      return answered?.answer;
    } finally {
      leave();
    }
  };
}

/** The thread's answer; nothing where it took too long or ran out of memory. */
async function ask<Answer>(
  worker: Worker,
  job: unknown,
  transfer: readonly Transferable[],
  deadline: number,
): Promise<{ answer: Answer } | undefined> {
  const over = new AbortController();
  // A job that nobody waits for any more must not keep the process from ending either.
  const timer = setTimeout(() => over.abort(), deadline).unref();
  try {
    const message = once(worker, 'message', { signal: over.signal });
    worker.postMessage(job, transfer);
    return { answer: (await message)[0] as Answer };
  } catch (error) {
    if (over.signal.aborted || (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY')
      return undefined;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
