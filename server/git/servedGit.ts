import { type ChildProcess, spawn } from 'node:child_process';
import type { Duplex, Readable, Writable } from 'node:stream';
import { asSpawnError, type GitRuntime, gitEnvironment, trusting, watchProcess } from './gitProcess.ts';

/** A git that serves one request of a client; both streams are for the transport to pump. */
export interface ServedGit {
  readonly input: Writable;
  readonly output: Readable;
  /** Resolves when it has ended, with its exit code (-1 where it was stopped) and the end of what it complained of. */
  readonly ended: Promise<{ exitCode: number; stderr: string }>;
  /** Ends it and its children. What receives is left the time to clear away what it has received. */
  stop(): void;
}

/** How much one served git may take. */
export interface ServedLimits {
  /** Milliseconds until it is stopped. */
  readonly deadline: number;
  /** Address space of each of its processes, in KiB. */
  readonly memory: number;
  /** Processor time of each of its processes, in seconds. */
  readonly processor: number;
}

/** Objects from outside are unpacked by one thread, in streams where they are large, through small windows. */
const FRUGAL = [
  ...['core.bigFileThreshold=1m', 'core.packedGitWindowSize=16m', 'core.packedGitLimit=128m'],
  ...['core.deltaBaseCacheLimit=32m', 'pack.threads=1', 'pack.windowMemory=64m', 'pack.deltaCacheSize=32m'],
].flatMap((setting) => ['-c', setting]);
/** The shell sets the limits, then becomes git; a system that has no such limit does without. */
const LIMITED = 'ulimit -v "$1" 2>/dev/null; ulimit -t "$2" 2>/dev/null; shift 2; exec git "$@"';
const PATIENCE = 2_000;
const LAST_WORDS = 200;

/** What a served git is started with. */
export interface ServedStart {
  readonly args: readonly string[];
  readonly limits: ServedLimits;
  readonly env: Readonly<Record<string, string>>;
  /** Whether it takes in what a client sends, and so has something to clear away. */
  readonly isReceiving: boolean;
}

/** Starts a git that serves a client from a repository; `channel` is a pipe to its hooks, as their descriptor 3. */
export function serveGit(
  runtime: GitRuntime,
  repo: string,
  { args, limits, env, isReceiving }: ServedStart,
): ServedGit & { readonly channel: Duplex } {
  const git = [...trusting(repo), ...FRUGAL, ...args];
  const child = spawn('sh', ['-c', LIMITED, 'sh', `${limits.memory}`, `${limits.processor}`, ...git], {
    cwd: runtime.dataDir,
    env: { ...gitEnvironment(runtime), ...env },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    // A group of its own: stopping it ends the processes that it has started too.
    detached: true,
  });
  // Node gives none of them where it has no file descriptor left for the pipes.
  const [input, output, complaints, channel] = (child.stdio ?? []) as unknown as [
    Writable,
    Readable,
    Readable,
    Duplex,
  ];
  if (!input || !output || !complaints || !channel) {
    child.once('error', () => {});
    const error = Object.assign(new Error('no file descriptor is left to start git'), { code: 'EMFILE' });
    throw asSpawnError(error);
  }
  watchProcess(runtime, 'serve', child);
  // Whoever goes first breaks the pipe; what that means is told by the end of the process.
  for (const stream of [input, output, channel]) stream.on('error', () => {});
  const stop = () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    // At the end of its input git clears away what it has received so far; at a signal it leaves that lying.
    input.destroy();
    channel.destroy();
    // Nobody may hold it up any more by not reading what it says.
    output.removeAllListeners('data');
    output.resume();
    const signals = [...(isReceiving ? [undefined] : []), 'SIGTERM', 'SIGKILL'] as const;
    const timers = signals.map((signal, at) => setTimeout(() => signalGroup(child, signal), at * PATIENCE));
    child.once('close', () => timers.forEach(clearTimeout));
  };
  const deadline = setTimeout(stop, limits.deadline);
  deadline.unref();
  let stderr = '';
  complaints.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString('utf8')).slice(-1000);
  });
  const ended = new Promise<{ exitCode: number; stderr: string }>((resolve) => {
    child.once('error', ({ message }) => resolve({ exitCode: -1, stderr: message }));
    const finish = (code: number | null) => resolve({ exitCode: code ?? -1, stderr: stderr.trim() });
    child.once('close', finish);
    // Its output may lie unread; that must not make it count as running.
    child.once('exit', (code) => setTimeout(finish, LAST_WORDS, code).unref());
  });
  void ended.then(() => clearTimeout(deadline));
  return { input, output, channel, ended, stop };
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals | undefined): void {
  try {
    if (pid !== undefined && signal !== undefined) process.kill(-pid, signal);
  } catch {
    // It has ended between the look and the signal.
  }
}
