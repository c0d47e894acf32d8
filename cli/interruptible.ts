import type { CliContext } from './context.ts';

const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs work that has temporary files while it runs: Ctrl-C raises `signal` instead of ending the process, so that the
 * work can undo itself. Rejects with an `AbortError` once interrupted, also where the work had nothing left to undo.
 */
export async function interruptible<T>(
  { signals }: Pick<CliContext, 'signals'>,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const abort = () => controller.abort(new DOMException('Interrupted', 'AbortError'));
  for (const signal of ENDING) signals.on(signal, abort);
  try {
    const result = await work(controller.signal);
    controller.signal.throwIfAborted();
    return result;
  } finally {
    for (const signal of ENDING) signals.off(signal, abort);
  }
}
