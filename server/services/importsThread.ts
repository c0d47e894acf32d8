// The program of a thread that finds imports: one answer for each message, in turn.
import { parentPort } from 'node:worker_threads';
import { isRegistryError } from '../contract/errors.ts';
import { importsOf } from '../domain/importsOf.ts';
import { TOO_SLOW } from './importsAside.ts';

parentPort?.on('message', ({ path, text }: { path: string; text: string }) => {
  try {
    parentPort?.postMessage(importsOf(path, text));
  } catch (error) {
    if (!isRegistryError(error, 'LIMIT_EXCEEDED')) throw error;
    parentPort?.postMessage(TOO_SLOW);
  }
});
