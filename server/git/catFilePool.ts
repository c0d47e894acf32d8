import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import { RegistryError } from '../contract/errors.ts';
import type { Username } from '../contract/names.ts';
import { type CatFileProcess, startCatFile } from './catFileProcess.ts';
import type { CatFileAnswer } from './catFileStream.ts';
import type { GitRuntime } from './gitProcess.ts';
import { repoPath } from './layout.ts';

/** What the pool answers; `unreadable` where git itself fails over the object. */
export type PoolAnswer = CatFileAnswer | { readonly kind: 'unreadable'; readonly cause: unknown };

/** `git cat-file` processes of the accounts read last. */
export interface CatFilePool {
  /** Asks an account's process, started where there is none; an account without a repository has nothing. */
  ask(account: Username, name: string): Promise<PoolAnswer>;
  /** Lets the next question go to a new process, which sees packs as they are now. */
  recycle(account: Username): void;
  /** The same for all accounts. */
  recycleAll(): void;
  /** Ends all processes, and resolves when they are gone. */
  close(): Promise<void>;
}

/** Makes a pool of at most `size` idle processes. */
export function createCatFilePool(runtime: GitRuntime, size = 8): CatFilePool {
  const running = new Set<CatFileProcess>();
  const byAccount = new LRUCache<Username, CatFileProcess>({
    max: size,
    dispose: (process) => process.end(),
  });
  let closed = false;

  const processOf = (account: Username): CatFileProcess | undefined => {
    if (closed)
      throw new RegistryError('STORE_UNAVAILABLE', 'The registry is shutting down', { retryAfter: 5 });
    const known = byAccount.get(account);
    if (known?.usable) return known;
    const repo = repoPath(runtime.dataDir, account);
    if (!existsSync(join(repo, 'HEAD'))) return undefined;
    const started = startCatFile(runtime, repo);
    running.add(started);
    void started.ended.then(() => running.delete(started));
    byAccount.set(account, started);
    return started;
  };

  return {
    async ask(account, name) {
      // A process may end over another's damaged object; only the second end over this one is held against it.
      for (let faults = 0; ; ) {
        const outcome = await processOf(account)?.ask(name);
        if (outcome === undefined) return { kind: 'missing' };
        if (outcome.kind === 'failed') throw outcome.error;
        if (outcome.kind !== 'ended') return outcome;
        if (outcome.atFault) faults += 1;
        if (faults > 1) return { kind: 'unreadable', cause: new Error(outcome.stderr.trim()) };
      }
    },
    recycle: (account) => {
      byAccount.delete(account);
    },
    recycleAll: () => byAccount.clear(),
    async close() {
      closed = true;
      byAccount.clear();
      await Promise.all([...running].map((process) => process.ended));
    },
  };
}
