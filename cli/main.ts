#!/usr/bin/env node
import { homedir } from 'node:os';
import type { CliContext } from './context.ts';
import { EXIT } from './exitCodes.ts';
import { runProgram } from './program.ts';

/** Put in by the build. */
declare const __VERSION__: string;

const context: CliContext = {
  cwd: process.cwd(),
  env: process.env,
  homedir: homedir(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  isTTY: {
    stdin: process.stdin.isTTY === true,
    stdout: process.stdout.isTTY === true,
    stderr: process.stderr.isTTY === true,
  },
  fetch: globalThis.fetch,
  now: Date.now,
  pid: process.pid,
  version: __VERSION__,
  // Of this file, not of the chunks that the build splits off.
  builtFiles: new URL('.', import.meta.url),
  flags: {},
};

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(EXIT.ok);
});

// A command that shuts down in an orderly way listens for itself.
process.on('SIGINT', () => {
  if (process.listenerCount('SIGINT') === 1) process.exit(EXIT.interrupted);
});

process.exitCode = await runProgram(process.argv.slice(2), context);
