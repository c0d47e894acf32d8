import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { RegistryError } from '../contract/errors.ts';
import type { Oid } from '../contract/names.ts';
import { probeDisk } from './diskProbe.ts';
import { syncPath } from './durable.ts';
import { asSpawnError, type GitRuntime, spawnWriter } from './gitProcess.ts';
import type { RefName } from './layout.ts';
import type { WriteStep } from './writeSteps.ts';

/** One ref to move: created where `old` is `null`, deleted where `new` is `null`. */
export interface RefUpdate {
  readonly ref: RefName;
  readonly old: Oid | null;
  readonly new: Oid | null;
}

/** A `git update-ref --stdin` that waits for its commands, so that it starts while the pack is being written. */
export interface RefTransaction {
  /** Moves all refs, in this order; whether git did. */
  commit(
    updates: readonly RefUpdate[],
    atStep: (step: WriteStep) => void,
  ): Promise<{ ok: boolean; stderr: string }>;
  /** Ends the process; what was not committed is given up. */
  end(): Promise<void>;
}

/** Starts a transaction in a repository whose account's lock is held. */
export function openRefTransaction(runtime: GitRuntime, repo: string): RefTransaction {
  const child = spawnWriter(runtime, repo, ['-c', 'core.fsync=committed', 'update-ref', '--stdin']);
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let stderr = '';
  let failure: unknown;
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString('utf8')).slice(-1000);
  });
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      failure = asSpawnError(error);
      resolve();
    });
    child.once('close', () => resolve());
  });

  const answered = async (line: string): Promise<boolean> => {
    for (;;) {
      const answer = await answers.next();
      if (answer.done) return false;
      if (answer.value === line) return true;
    }
  };

  const end = async () => {
    child.stdin.end();
    await ended;
  };

  return {
    async commit(updates, atStep) {
      child.stdin.write(`start\n${updates.map(commandOf).join('')}prepare\n`);
      let ok = await answered('prepare: ok');
      if (ok) {
        atStep('refs:prepared');
        child.stdin.write('commit\n');
        ok = await answered('commit: ok');
      }
      if (ok) atStep('refs:committed');
      await end();
      if (failure !== undefined) throw failure;
      return { ok, stderr: stderr.trim() };
    },
    end,
  };
}

/** Makes moved refs last: git syncs no folder, and before 2.36 (`filesToo`) not the refs' files either. */
export async function syncRefs(
  repo: string,
  updates: readonly RefUpdate[],
  filesToo: boolean,
): Promise<void> {
  const paths = new Set<string>();
  for (const { ref, new: oid } of updates) {
    if (filesToo) paths.add(join(repo, oid === null ? 'packed-refs' : ref));
    if (oid === null) paths.add(repo);
    for (let folder = dirname(ref); folder !== 'refs'; folder = dirname(folder))
      paths.add(join(repo, folder));
  }
  await Promise.all([...paths].map(syncPath));
}

/**
 * Why git declined a transaction, told by the refs and the disk rather than by its words: `REF_MOVED`, `STORE_FULL`,
 * `STORE_UNAVAILABLE`, or `BUSY` where another process keeps a ref locked.
 */
export async function reasonOfDecline(
  repo: string,
  updates: readonly RefUpdate[],
  resolve: (ref: RefName) => Promise<Oid | undefined>,
  stderr: string,
): Promise<unknown> {
  const cause = new Error(stderr);
  for (const { ref, old, new: wanted } of updates) {
    const current = (await resolve(ref)) ?? null;
    if (current !== old && current !== wanted) {
      return new RegistryError('REF_MOVED', `${ref} has moved in the meantime`, { cause });
    }
  }
  try {
    await probeDisk(repo);
  } catch (error) {
    return error;
  }
  return new RegistryError('BUSY', 'Another process keeps the repository locked', { cause, retryAfter: 2 });
}

function commandOf({ ref, old, new: wanted }: RefUpdate): string {
  if (wanted === null) return `delete ${ref} ${old}\n`;
  return old === null ? `create ${ref} ${wanted}\n` : `update ${ref} ${wanted} ${old}\n`;
}
