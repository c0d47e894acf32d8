#!/usr/bin/env node
import { homedir } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import type { CliContext } from './context.ts';
import { EXIT } from './exitCodes.ts';
import { environmentFetch } from './http/environmentFetch.ts';
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
  fetch: environmentFetch(process.env),
  now: Date.now,
  sleep: (milliseconds, signal) => wait(milliseconds, undefined, { signal }),
  random: Math.random,
  signals: process,
  pid: process.pid,
  version: __VERSION__,
  nodePath: process.execPath,
  // Of this file, not of the chunks that the build splits off.
  builtFiles: new URL('.', import.meta.url),
  flags: {},
};

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(EXIT.ok);
});

// A command that has something to clean up listens for itself; the second Ctrl-C does not wait for it.
let interrupted = false;
process.on('SIGINT', () => {
  if (interrupted || process.listenerCount('SIGINT') === 1) process.exit(EXIT.interrupted);
  interrupted = true;
});

process.exitCode = await runProgram(process.argv.slice(2), context);
