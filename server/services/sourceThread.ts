// The program of a thread that works on source: one answer for each message, in turn.
import { parentPort } from 'node:worker_threads';
import { createSourceJobs, type SourceJob } from './sourceJobs.ts';

const run = createSourceJobs();
// The grammar that is used most is made ready before any deadline is counted.
await run({ kind: 'highlight', language: 'typescript', code: 'export const a: B = f(`c`, 1); // d' });
parentPort?.on('message', async ({ job, milliseconds }: { job: SourceJob; milliseconds?: number }) =>
  parentPort?.postMessage(await run(job, milliseconds)),
);
parentPort?.postMessage('ready');
