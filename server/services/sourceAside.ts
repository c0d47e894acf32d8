import { createSourceJobs, type RunSourceJob, type SourceJob } from './sourceJobs.ts';
import { createThreads, type ThreadOptions } from './threads.ts';

const OPTIONS: ThreadOptions = { deadline: 900, most: 2, mostWaiting: 50, memory: 256, announces: true };

/** Makes the doing of jobs in threads with a deadline; `program` is the built file of `sourceThread.ts`. */
export function createSourceAside(program: URL | undefined, options: ThreadOptions = {}): RunSourceJob {
  if (!program) return createSourceJobs();
  const run = createThreads<SourceJob, never>(program, { ...OPTIONS, ...options });
  return (job) => run(job);
}
