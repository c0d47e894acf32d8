import type { RequestListener } from 'node:http';
import type { Logger } from 'pino';
import type { Stores } from '../services/stores.ts';

const EVERY_MS = 10_000;

/** Has what was taken down forgotten before each request is answered, and every ten seconds where nobody asks. */
export function withForgetting(
  answer: RequestListener,
  stores: Pick<Stores, 'forgetTakenDown'>,
  logger: Logger,
): { listener: RequestListener; close: () => void } {
  const forget = () => {
    try {
      stores.forgetTakenDown();
    } catch (error) {
      // An index that cannot be read is for the request itself to find out.
      logger.error({ err: error }, 'the index cannot tell what was taken down');
    }
  };
  // Packs that are open keep on the disk what was deleted.
  const timer = setInterval(forget, EVERY_MS).unref();
  return {
    listener(request, response) {
      forget();
      answer(request, response);
    },
    close: () => clearInterval(timer),
  };
}
