import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { TakedownStep } from './takedownSteps.ts';
import type { WriteStep } from './writeSteps.ts';

/** What a writer process is told to do: publish `<slug>@1.0.0` for each slug, one after the other. */
export interface WriterOrders {
  dataDir: string;
  slugs: string[];
  /** The step at which it kills itself. */
  killAt?: WriteStep | TakedownStep;
  /** Instead of publishing: takes down the version of this tag. */
  takeDown?: string;
  /** Whether the slug branch moves in the same transaction. */
  withBranch?: boolean;
  /** Instead of publishing: takes the account's lock, starts a git that writes and waits, then reports. */
  hold?: boolean;
}

/** Bundles the program that {@link startWriter} runs into a folder, and gives its path. */
export async function bundleWriter(folder: string): Promise<string> {
  const outfile = join(folder, 'writer.cjs');
  const entry = fileURLToPath(new URL('writerProgram.testing.ts', import.meta.url));
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
  return outfile;
}

/** Starts another process that writes to a store. */
export function startWriter(program: string, orders: WriterOrders): ChildProcess {
  return fork(program, [JSON.stringify(orders)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

/** How a process ended: its exit code, or the signal's name. */
export function ending(child: ChildProcess): Promise<number | string | null> {
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
}

/** The first message that a process sends; `undefined` where it ends without. */
export function firstMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => {
    child.once('message', resolve);
    child.once('exit', () => resolve(undefined));
  });
}
