// The program of a thread that inspects functions: one answer for each message, in turn.
import { parentPort } from 'node:worker_threads';
import type { FunctionContent } from '../domain/functionTree.ts';
import { inspect } from '../domain/inspect.ts';

parentPort?.on('message', (content: FunctionContent) => parentPort?.postMessage(inspect(content)));
