import type { RunSourceJob, SourceJob } from './sourceJobs.ts';
import { createThreads, type ThreadOptions } from './threads.ts';

/** Jobs end by themselves long before the deadline, but for one that keeps a single rule of a grammar busy. */
const OPTIONS: ThreadOptions = { deadline: 5_000, most: 2, mostWaiting: 50, memory: 256, announces: true };

/** Makes the doing of jobs in threads; `program` is the built file of `sourceThread.ts`. */
export function createSourceAside(program: URL, options: ThreadOptions = {}): RunSourceJob {
  const run = createThreads<{ job: SourceJob; milliseconds?: number | undefined }, never>(program, {
    ...OPTIONS,
    ...options,
  });
  return (job, milliseconds) => run({ job, milliseconds });
}
