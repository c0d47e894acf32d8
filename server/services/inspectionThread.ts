// The program of a thread that inspects functions: one answer for each message, in turn.
import { availableParallelism, loadavg } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { FunctionContent } from '../domain/functionTree.ts';
import { inspect } from '../domain/inspect.ts';

const MOST_PATIENCE = 8;

/** On a machine that has more to do than it can, sound code takes longer too, and is not to be blamed for it. */
function patience(): number {
  return Math.min(MOST_PATIENCE, Math.max(1, loadavg()[0]! / availableParallelism()));
}

parentPort?.on('message', (content: FunctionContent) =>
  parentPort?.postMessage(inspect(content, patience())),
);
