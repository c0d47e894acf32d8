import { type Readable, Transform } from 'node:stream';
import { createHeldEnd } from '../domain/heldEnd.ts';
import { type GitRuntime, outputOf, spawnReader } from './gitProcess.ts';

/** As many branches as a person works on; each line costs every push some bytes. */
const MOST_BRANCHES = 64;
const BRANCHES = ['refs/heads/drafts/', 'refs/heads/functions/'];

/**
 * The commits that the tips of slug branches and of the newest drafts were made from: those that an author has too,
 * while the tips are the registry's own.
 */
export async function authoredCommits(runtime: GitRuntime, repo: string): Promise<string[]> {
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
export function withHaves(advertisement: Readable, commits: Promise<string[]>): Readable {
  const { pass, end } = createHeldEnd();
  const amended = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, pass(chunk));
    },
    flush(done) {
      const finish = (haves: string[]) => done(null, end(haves.map((oid) => `${oid} .have\n`)));
      // Without them a push is larger, and as good.
      commits.then(finish, () => finish([]));
    },
  });
  return advertisement.pipe(amended);
}
