import { type Readable, Transform } from 'node:stream';
import { LRUCache } from 'lru-cache';
import type { Username } from '../contract/names.ts';
import { createHeldEnd } from '../domain/heldEnd.ts';
import { type GitRuntime, outputOf, spawnReader } from './gitProcess.ts';
import { repoPath } from './layout.ts';

/** As many branches as a person works on; each line costs every push some bytes. */
const MOST_BRANCHES = 64;
const BRANCHES = ['refs/heads/drafts/', 'refs/heads/functions/'];

/** What authors have pushed lately, by account; another process's pushes are not heard of, and only sent again. */
export interface AuthoredCommits {
  /** `mark` as {@link purgeMark} says: with another one, some of what was remembered may be gone. */
  of(account: Username, mark: string | undefined): Promise<readonly string[]>;
  /** Notes the commits of a push that was stored. */
  add(account: Username, commits: readonly (string | null)[]): void;
}

/** Makes the memory of it, so that only an account's first push has to look. */
export function createAuthoredCommits(runtime: GitRuntime): AuthoredCommits {
  const known = new LRUCache<Username, { mark: string | undefined; commits: Set<string> }>({ max: 500 });
  return {
    async of(account, mark) {
      const remembered = known.get(account);
      if (remembered && remembered.mark === mark) return [...remembered.commits];
      const commits = new Set(await authoredCommits(runtime, repoPath(runtime.dataDir, account)));
      known.set(account, { mark, commits });
      return [...commits];
    },
    add(account, commits) {
      const own = known.get(account)?.commits;
      for (const commit of commits) if (commit !== null) own?.add(commit);
      for (const oldest of own ?? []) if (own!.size > MOST_BRANCHES) own!.delete(oldest);
    },
  };
}

/**
 * The commits that the tips of slug branches and of the newest drafts were made from: those that an author has too,
 * while the tips are the registry's own.
 */
async function authoredCommits(runtime: GitRuntime, repo: string): Promise<string[]> {
  const args = [
    'for-each-ref',
    '--sort=-refname',
    `--count=${MOST_BRANCHES}`,
    '--format=%(parent)',
    ...BRANCHES,
  ];
  const { stdout } = await outputOf(spawnReader(runtime, repo, args));
  return [...new Set(stdout.toString('latin1').split(/\s+/).filter(Boolean))];
}

/** An advertisement of receive-pack with commits that a push need not send again, so that only what is new is sent. */
export function withHaves(advertisement: Readable, commits: Promise<readonly string[]>): Readable {
  const { pass, end } = createHeldEnd();
  // Nobody may come to ask for them, where the client goes away first.
  commits.catch(() => {});
  const amended = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, pass(chunk));
    },
    flush(done) {
      const finish = (haves: readonly string[]) => done(null, end(haves.map((oid) => `${oid} .have\n`)));
      // Without them a push is larger, and as good.
      commits.then(finish, () => finish([]));
    },
  });
  return advertisement.pipe(amended);
}
