import { parseSlug, parseUsername, parseVersion } from '../contract/names.ts';
import { tagName } from '../domain/publishedVersion.ts';
import { spawnWriter } from './gitProcess.ts';
import { createGitStore } from './gitStore.ts';
import { publishedRef, repoPath, slugBranchRef } from './layout.ts';
import type { WriterOrders } from './writerProcess.testing.ts';

const orders = JSON.parse(process.argv[2] ?? '{}') as WriterOrders;
const account = parseUsername('alice');
const functionId = `fn_${'0'.repeat(32)}` as Parameters<typeof import('./layout.ts')['draftRef']>[0];
const store = createGitStore({
  dataDir: orders.dataDir,
  host: 'registry.test',
  log: () => {},
  housekeepingEvery: 10,
  atStep: dieAt,
  atTakedownStep: dieAt,
});

function dieAt(step: WriterOrders['killAt']): void {
  if (step === orders.killAt) process.kill(process.pid, 'SIGKILL');
}

async function takeDown(): Promise<void> {
  await store.write(account, async (repo) => {
    const { published } = await repo.surveyVersions();
    const versions = published
      .filter(({ slug, version }) => tagName(slug, version) === orders.takeDown)
      .map((one) => ({ ...one, takenDownAt: Date.now(), reason: 'holds a token' }));
    await repo.takeDown({ versions, removed: [], begunAnew: [], now: Date.now() });
    await repo.purge();
  });
}

async function publishAll(): Promise<void> {
  for (const name of orders.slugs) {
    const slug = parseSlug(name);
    const files = new Map([['index.ts' as never, Buffer.from(`export const name = '${name}';\n`)]]);
    const common = { files, functionId, source: 'ci' as const };
    await store.write(account, async (repo) => {
      const old = (await repo.resolve(publishedRef)) ?? null;
      const branchOld = (await repo.resolve(slugBranchRef(slug))) ?? null;
      await repo.apply({
        account,
        now: Date.now(),
        publish: { ...common, slug, version: parseVersion('1.0.0'), old, publishedAt: Date.now() },
        branch: orders.withBranch
          ? { ...common, branch: { kind: 'slug', slug }, old: branchOld, subject: 'Upsert' }
          : undefined,
      });
    });
  }
}

/** Its git never ends by itself: a second descriptor of the pipe it reads from stays open in another child. */
async function hold(): Promise<void> {
  await store.write(account, async () => {
    const child = spawnWriter(
      { dataDir: orders.dataDir, searchPath: process.env.PATH ?? '' },
      repoPath(orders.dataDir, account),
      ['-c', 'alias.linger=!exec sleep 600', 'linger'],
    );
    process.send?.({ orphan: child.pid });
    await new Promise(() => {});
  });
}

if (orders.hold) void hold();
else
  void (orders.takeDown === undefined ? publishAll() : takeDown())
    .then(() => store.close())
    .then(() => process.disconnect());
