import { type CatFileAnswer, catFileStream } from './catFileStream.ts';
import { asSpawnError, type GitRuntime, spawnReader } from './gitProcess.ts';

/** An answer, or how the process failed to give one; `atFault` where it ended over this very request. */
export type CatFileOutcome =
  | CatFileAnswer
  | { readonly kind: 'ended'; readonly atFault: boolean; readonly stderr: string }
  | { readonly kind: 'failed'; readonly error: unknown };

/** One running `git cat-file --batch`. */
export interface CatFileProcess {
  /** Asks for an object by oid, full ref name or `<commit>:<folder>`; requests may overlap. */
  ask(name: string): Promise<CatFileOutcome>;
  /** False once it has ended or was told to. */
  readonly usable: boolean;
  /** Lets it answer what it was asked, then end. */
  end(): void;
  /** Resolves when it has ended. */
  readonly ended: Promise<void>;
}

/** What a process that reads for one purpose only has otherwise than others. */
export interface CatFileOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** It is ended over an object that is larger than this; absent, no stored object is. */
  readonly maxObjectBytes?: number;
}

/** Starts `git cat-file --batch` in a repository; throws `STORE_UNAVAILABLE` where it cannot be started. */
export function startCatFile(
  runtime: GitRuntime,
  repo: string,
  { env, maxObjectBytes }: CatFileOptions = {},
): CatFileProcess {
  const child = spawnReader(runtime, repo, ['cat-file', '--batch'], env);
  const waiting: ((outcome: CatFileOutcome) => void)[] = [];
  let usable = true;
  let failure: unknown;
  let stderr = '';

  const take = catFileStream((answer) => waiting.shift()?.(answer), maxObjectBytes);
  child.stdout.on('data', (chunk: Buffer) => {
    if (failure !== undefined) return;
    try {
      take(chunk);
    } catch (error) {
      failure = error;
      usable = false;
      child.kill('SIGKILL');
    }
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString('utf8')).slice(-1000);
  });

  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      usable = false;
      for (const answer of waiting.splice(0)) answer({ kind: 'failed', error: asSpawnError(error) });
      resolve();
    });
    child.once('close', () => {
      usable = false;
      waiting.splice(0).forEach((answer, at) => {
        answer({ kind: 'ended', atFault: at === 0, stderr });
      });
      resolve();
    });
  });

  return {
    ask: (name) =>
      new Promise((resolve) => {
        waiting.push(resolve);
        // Each write to the pipe costs more than the answer: what is asked for in one turn, by whatever requests, goes
        // out together.
        if (child.stdin.writableCorked === 0) {
          child.stdin.cork();
          setImmediate(() => child.stdin.uncork());
        }
        child.stdin.write(`${name}\n`);
      }),
    get usable() {
      return usable;
    },
    end: () => {
      usable = false;
      child.stdin.end();
    },
    ended,
  };
}
