import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseSlug, parseVersion } from '../contract/names.ts';
import { draftRef, publishedRef } from './layout.ts';
import { packFolder } from './packWriter.ts';
import {
  alice,
  filesOf,
  now,
  publish,
  publishWrite,
  someId,
  storeFixture,
  temporaryFolder,
  writeBranch,
} from './storeFixture.testing.ts';
import { WRITE_STEPS } from './writeSteps.ts';

const files = filesOf({ 'index.ts': 'export {};\n', 'src/x.ts': 'x' });
const draft = { kind: 'draft', id: someId } as const;

describe('writing', () => {
  test('makes a repository that is private, never packs by itself and is a catalogue when cloned', async () => {
    const { store, repo, git, dataDir } = await storeFixture();
    await publish(store, 'a', '1.0.0', files);
    expect(git('config', 'gc.auto')).toBe('0');
    expect(git('config', 'receive.autogc')).toBe('false');
    expect(git('config', 'core.fsync')).toBe('all');
    expect(git('config', 'core.bare')).toBe('true');
    expect(git('symbolic-ref', 'HEAD')).toBe('refs/heads/published');
    expect(git('ls-tree', '-r', '--name-only', 'HEAD')).toBe('a/index.ts\na/src/x.ts');
    expect(await readdir(join(dataDir, 'git'))).toEqual(['alice.git']);
    expect(await readdir(repo)).not.toContain('hooks');
    expect(await store.accounts()).toEqual(['alice']);
    expect(await store.fsck(alice)).toEqual({ ok: true, output: '' });
  });

  test('creates nothing where nothing is applied', async () => {
    const { store } = await storeFixture();
    expect(await store.write(alice, (repo) => repo.resolve(publishedRef))).toBeUndefined();
    await expect(
      store.write(alice, (repo) => repo.deleteBranch(draft, '1'.repeat(40) as never)),
    ).rejects.toMatchObject({
      code: 'REF_MOVED',
    });
    expect(await store.accounts()).toEqual([]);
  });

  test('names its steps in order', async () => {
    const steps: string[] = [];
    const { store } = await storeFixture({ atStep: (step) => steps.push(step) });
    await writeBranch(store, draft, files);
    expect(steps).toEqual([...WRITE_STEPS]);
  });

  test('from a tip that has moved is refused, and moves nothing', async () => {
    const { store, git } = await storeFixture();
    const { tip } = await publish(store, 'a', '1.0.0', files);
    const refs = git('show-ref');
    const stale = store.write(alice, (repo) =>
      repo.apply({
        account: alice,
        now,
        publish: publishWrite('a', '1.1.0', files, null),
        branch: { branch: draft, old: null, files, subject: 'Push', functionId: someId, source: 'web' },
      }),
    );
    await expect(stale).rejects.toMatchObject({ code: 'REF_MOVED' });
    const again = store.write(alice, (repo) =>
      repo.apply({ account: alice, now, publish: publishWrite('a', '1.0.0', filesOf({ x: 'y' }), tip) }),
    );
    await expect(again).rejects.toMatchObject({ code: 'REF_MOVED' });
    expect(git('show-ref')).toBe(refs);
  });

  test('of a backport leaves the highest version in the catalogue, and the history linear', async () => {
    const { store, git } = await storeFixture();
    const highest = await publish(store, 'a', '2.0.0', files);
    const restore = { version: parseVersion('2.0.0'), tree: highest.tree };
    const backport = await publish(store, 'a', '1.0.5', filesOf({ 'index.ts': 'old' }), restore);
    expect(git('rev-parse', 'published:a')).toBe(highest.tree);
    expect(git('rev-parse', 'a@1.0.5:a')).toBe(backport.tree);
    expect(git('rev-parse', 'published')).toBe(backport.tip);
    expect(git('log', '--format=%s', 'published')).toBe(
      'Show a@2.0.0 again\nPublish a@1.0.5\nPublish a@2.0.0',
    );
    expect(git('rev-list', '--min-parents=2', '--count', '--all')).toBe('0');
    expect(git('rev-list', '--max-parents=0', '--count', 'published')).toBe('1');
    expect(git('cat-file', '-t', 'a@1.0.5')).toBe('tag');
    const versions = await store.reader(alice).publishedVersions();
    expect(versions.map(({ version, tree }) => [version, tree])).toEqual([
      ['1.0.5', backport.tree],
      ['2.0.0', highest.tree],
    ]);
    expect(await store.fsck(alice)).toEqual({ ok: true, output: '' });
  });

  test('lists branches and versions with what their commits record', async () => {
    const { store } = await storeFixture();
    const { commit, tree } = await writeBranch(store, draft, files, { sourceCommit: 'abc123', source: 'ci' });
    const version = await publish(store, 'a', '1.0.0', files);
    expect(await store.reader(alice).branches()).toEqual([
      {
        ...{ branch: draft, commit, tree, functionId: someId, source: 'ci', sourceCommit: 'abc123' },
        ...{ updatedAt: 1_750_000_000_000, createdAt: 1_700_000_000_000 },
      },
    ]);
    expect(await store.reader(alice).publishedVersions()).toEqual([
      {
        ...{
          account: 'alice',
          slug: 'a',
          version: '1.0.0',
          functionId: someId,
          source: 'cli',
          publisher: 'alice',
        },
        ...{ publishedAt: now, tagOid: version.tagOid, commit: version.commit, tree: version.tree },
      },
    ]);
  });

  test('of an empty function is possible', async () => {
    const { store } = await storeFixture();
    const { tree } = await writeBranch(store, draft, filesOf({}));
    expect((await store.reader(alice).files(tree)).size).toBe(0);
    expect(await store.fsck(alice)).toMatchObject({ ok: true });
  });

  test('deletes a draft only from the tip that was seen', async () => {
    const { store, git } = await storeFixture();
    const { commit } = await writeBranch(store, draft, files);
    const next = await writeBranch(store, draft, filesOf({ 'index.ts': '2' }));
    await expect(store.write(alice, (repo) => repo.deleteBranch(draft, commit))).rejects.toMatchObject({
      code: 'REF_MOVED',
    });
    await store.housekeep(alice);
    await store.write(alice, (repo) => repo.deleteBranch(draft, next.commit));
    expect(git('for-each-ref')).toBe('');
    expect(await store.reader(alice).resolve(draftRef(someId))).toBeUndefined();
    await writeBranch(store, draft, files);
  });

  test('needs no disk to publish next to what this process wrote', async () => {
    const { store, repo } = await storeFixture();
    await publish(store, 'a', '1.0.0', files);
    const { tip, tree } = await publish(store, 'b', '1.0.0', files);
    await rm(packFolder(repo), { recursive: true });
    await mkdir(packFolder(repo));
    expect((await store.reader(alice).files(tree)).size).toBe(2);
    expect(await store.reader(alice).subtree(tip, parseSlug('a'))).toBe(tree);
  });
});

describe('housekeeping', () => {
  test('comes by itself after so many writes, keeps everything, and is waited for by close', async () => {
    const { store, repo, dataDir, logged } = await storeFixture({ housekeepingEvery: 5 });
    const written = [];
    for (let number = 0; number < 5; number += 1) {
      written.push(await publish(store, `f${number}`, '1.0.0', filesOf({ 'index.ts': `${number}` })));
    }
    await store.close();
    const packs = (await readdir(packFolder(repo))).filter((name) => name.endsWith('.pack'));
    expect(packs).toHaveLength(1);
    expect(await readdir(join(repo, 'refs/tags'))).toEqual([]);
    expect(logged).toEqual([]);
    const { store: restarted } = await storeFixture({ dataDir });
    for (const { tree, commit } of written) {
      expect((await restarted.reader(alice).files(tree)).size).toBe(1);
      expect((await restarted.reader(alice).commit(commit)).tree).not.toBe(tree);
    }
    expect(await restarted.fsck(alice)).toEqual({ ok: true, output: '' });
  });

  test('counts the packs that an earlier process left', async () => {
    const { store, repo, dataDir } = await storeFixture();
    for (let number = 0; number < 4; number += 1) await publish(store, `f${number}`, '1.0.0', files);
    await store.close();
    const { store: restarted } = await storeFixture({ dataDir, housekeepingEvery: 5 });
    await publish(restarted, 'f4', '1.0.0', files);
    await restarted.close();
    expect((await readdir(packFolder(repo))).filter((name) => name.endsWith('.pack'))).toHaveLength(1);
  });

  test('keeps what no ref reaches', async () => {
    const { store, dataDir } = await storeFixture();
    const { commit } = await writeBranch(store, draft, files);
    await store.write(alice, (repo) => repo.deleteBranch(draft, commit));
    await store.housekeep(alice);
    const { store: restarted } = await storeFixture({ dataDir });
    await restarted.housekeep(alice);
    expect((await restarted.reader(alice).commit(commit)).parents).toEqual([]);
  });
});

describe('the store', () => {
  test('knows its git, and whether its folder can be written and how much', async () => {
    const { store, dataDir } = await storeFixture();
    expect(await store.checkGit()).toEqual({ version: expect.stringMatching(/^2\.\d+/), supported: true });
    await store.probeDisk();
    const { free, size } = await store.diskSpace();
    expect(free).toBeGreaterThan(0);
    expect(size).toBeGreaterThanOrEqual(free);
    expect(await readdir(dataDir)).toEqual([]);
    await rm(dataDir, { recursive: true });
    await expect(store.probeDisk()).rejects.toMatchObject({ code: 'ENOENT' });
    const { store: lost } = await storeFixture({ searchPath: '/nonexistent' });
    await expect(lost.checkGit()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await expect(publish(lost, 'a', '1.0.0', files)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  test('reports what fsck finds', async () => {
    const { store, repo } = await storeFixture();
    await publish(store, 'a', '1.0.0', files);
    await writeFile(join(repo, 'refs/heads/published'), `${'1'.repeat(40)}\n`);
    const { ok, output } = await store.fsck(alice);
    expect(ok).toBe(false);
    expect(output).toContain('refs/heads/published');
  });

  test('ends every child it started when closed, and starts no more', async () => {
    const { store } = await storeFixture();
    await publish(store, 'a', '1.0.0', files);
    await store.reader(alice).resolve(draftRef(someId));
    await store.close();
    await expect(store.reader(alice).resolve(draftRef(someId))).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
    });
  });
});

test('a folder of no account is not taken for one', async () => {
  const dataDir = await temporaryFolder();
  for (const name of ['alice.git', 'Bob.git', '.carol.new-1', 'notes'])
    await mkdir(join(dataDir, 'git', name), { recursive: true });
  const { store } = await storeFixture({ dataDir });
  expect(await store.accounts()).toEqual(['alice']);
});
