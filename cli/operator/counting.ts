import type { CliContext } from '../context.ts';
import { createProgress } from '../progress.ts';

/** Runs work that counts its steps, with a line on the terminal that tells how far it is. */
export async function counting<T>(
  context: CliContext,
  what: string,
  work: (onProgress: (done: number, total: number) => void) => Promise<T>,
): Promise<T> {
  let count = '';
  const progress = createProgress(context, () => `${what}${count}`);
  progress.begin();
  try {
    return await work((done, total) => {
      count = ` (${done} of ${total})`;
    });
  } finally {
    progress.end();
  }
}

/** A number of bytes as people say it. */
export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const [n, unit] = bytes < 1024 ** 2 ? [bytes / 1024, 'KiB'] : [bytes / 1024 ** 2, 'MiB'];
  return `${n.toFixed(1)} ${unit}`;
}
