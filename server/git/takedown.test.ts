import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseSlug, parseVersion } from '../contract/names.ts';
import { type PublishedVersion, tagName } from '../domain/publishedVersion.ts';
import { shownVersion } from '../domain/versions.ts';
import type { GitStore } from './gitStore.ts';
import { historyObjects } from './historyObjects.ts';
import { mirrorPath, publishedRef } from './layout.ts';
import { packFolder } from './packWriter.ts';
import { alice, filesOf, git, now, publishWrite, storeFixture, writeBranch } from './storeFixture.testing.ts';
import { bundleWriter, ending, startWriter } from './writerProcess.testing.ts';

/** Publishes `slug@version` as a service does, one second after the other; every version has files of its own. */
async function publishAll(store: GitStore, ...specs: string[]): Promise<void> {
  for (const [at, spec] of specs.entries()) {
    const [name = '', number = ''] = spec.split('@');
    const [slug, version] = [parseSlug(name), parseVersion(number)];
    const files = filesOf({ 'index.ts': `content of ${spec}\n`, 'same.ts': 'the same in all\n' });
    await store.write(alice, async (repo) => {
      const known = (await repo.publishedVersions()).filter((one) => one.slug === slug);
      const shown = shownVersion([...known.map((one) => one.version), version]);
      const restore = known.find((one) => one.version === shown);
      const write = publishWrite(slug, version, files, (await repo.resolve(publishedRef)) ?? null, restore);
      const time = now - 123 + at * 1000;
      await repo.apply({ account: alice, now: time, publish: { ...write, publishedAt: time } });
    });
  }
}

/** Takes versions down and removes their content, as a service does. */
async function takeDown(store: GitStore, ...specs: string[]): Promise<void> {
  await store.write(alice, async (repo) => {
    const { published } = await repo.surveyVersions();
    const versions = published
      .filter((one) => specs.includes(nameOf(one)))
      .map((one) => ({ ...one, takenDownAt: now, reason: 'holds a token' }));
    expect(versions).toHaveLength(specs.length);
    await repo.takeDown({ versions, removed: [], begunAnew: [], now });
    await repo.purge();
    await repo.endTakedown();
  });
}

const nameOf = ({ slug, version }: PublishedVersion) => tagName(slug, version);

describe('a takedown', () => {
  test.each([
    ['the only version', ['a@1.0.0'], ['a@1.0.0']],
    [
      'the first of all, and a stable one before a prerelease',
      ['a@1.0.0', 'b@1.0.0', 'a@1.1.0', 'c@1.0.0', 'c@2.0.0-beta.1', 'b@1.1.0'],
      ['a@1.0.0', 'c@1.0.0'],
    ],
    [
      'what a backport had restored, and the newest',
      ['b@1.0.0', 'a@1.0.0', 'a@2.0.0', 'a@1.0.1', 'b@1.1.0'],
      ['a@2.0.0', 'b@1.1.0'],
    ],
    [
      'a backport, and the only one of a function',
      ['a@1.0.0', 'a@2.0.0', 'a@1.0.1', 'b@1.0.0', 'a@2.1.0'],
      ['a@1.0.1', 'b@1.0.0'],
    ],
  ])('of %s leaves a history that never had it', async (_, specs, gone) => {
    const { store, git, dataDir } = await storeFixture();
    await publishAll(store, ...specs);
    const before = new Map((await store.reader(alice).publishedVersions()).map((one) => [nameOf(one), one]));
    await takeDown(store, ...gone);

    const { published, takenDown } = await store.reader(alice).surveyVersions();
    const left = specs.filter((spec) => !gone.includes(spec));
    expect(published.map(nameOf).sort()).toEqual([...left].sort());
    for (const one of published) {
      const was = before.get(nameOf(one))!;
      expect(one).toEqual({ ...was, commit: one.commit, tagOid: one.tagOid });
      expect(git('cat-file', '-p', `${nameOf(one)}:${one.slug}/index.ts`)).toBe(`content of ${nameOf(one)}`);
      // What was published before is not touched.
      const isOlder = gone.every((spec) => specs.indexOf(spec) > specs.indexOf(nameOf(one)));
      expect(one.tagOid === was.tagOid).toBe(isOlder);
      expect(git('merge-base', nameOf(one), 'published')).toBe(one.commit);
    }
    expect(takenDown.map(nameOf).sort()).toEqual([...gone].sort());
    for (const one of takenDown) {
      const { commit: _, tagOid: __, ...was } = before.get(nameOf(one))!;
      expect(one).toMatchObject({ ...was, reason: 'holds a token', takenDownAt: now });
      expect(git('ls-tree', '--name-only', nameOf(one)).split('\n')).not.toContain(one.slug);
    }
    // The catalogue shows the highest version that is left of each function.
    for (const slug of new Set(specs.map((spec) => spec.split('@')[0]!))) {
      const versions = published.filter((one) => one.slug === slug);
      const shown = versions.find((one) => one.version === shownVersion(versions.map((v) => v.version)));
      const tree = git('ls-tree', 'published', `${slug}`).split(/\s/)[2];
      expect(tree).toBe(shown?.tree);
    }
    for (const repo of [git, inMirror(dataDir)]) {
      expect(repo('fsck', '--full', '--strict', '--unreachable')).toBe('');
      for (const spec of gone)
        expect(repo('cat-file', '--batch-all-objects', '--batch')).not.toContain(`content of ${spec}`);
    }
    // It is what the versions say it is, so that what is damaged of it can be made again.
    const all = [...published, ...takenDown].sort((a, b) => a.publishedAt - b.publishedAt);
    const made = [...historyObjects(alice, 'registry.test', all)].map(({ oid }) => oid);
    const history = git('rev-list', 'published').split('\n');
    expect(new Set(made)).toEqual(new Set([...made, ...history, ...all.map(({ tagOid }) => tagOid)]));
  });

  test('goes on with what was published after an earlier one, and comes back with its tags', async () => {
    const { store, git, dataDir } = await storeFixture();
    await publishAll(store, 'a@1.0.0', 'b@1.0.0');
    await takeDown(store, 'a@1.0.0');
    await publishAll(store, 'a@1.1.0');
    await takeDown(store, 'b@1.0.0');
    const { published, takenDown } = await store.reader(alice).surveyVersions();
    expect([published, takenDown].map((some) => some.map(nameOf))).toEqual([
      ['a@1.1.0'],
      ['a@1.0.0', 'b@1.0.0'],
    ]);
    const tags = git('show-ref', '--tags');
    for (const tag of ['a@1.1.0', 'b@1.0.0']) git('tag', '-d', tag);
    const restarted = await storeFixture({ dataDir });
    await restarted.store.recover(alice);
    // Recovery stops at the newest commit that has its tag.
    expect(git('show-ref', '--tags', 'a@1.1.0')).toBe(
      tags.split('\n').find((line) => line.endsWith('a@1.1.0')),
    );
  });

  test('removes what killed processes left: a pack marked to be kept, and a mirror that was put aside', async () => {
    const { store, repo, git, dataDir } = await storeFixture();
    await publishAll(store, 'a@1.0.0', 'a@1.1.0');
    git('repack', '-a', '-d', '-q');
    const [pack = ''] = (await readdir(packFolder(repo))).filter((name) => name.endsWith('.pack'));
    await writeFile(join(packFolder(repo), pack.replace(/pack$/, 'keep')), '');
    await cp(repo, join(dataDir, 'mirror/.alice.new-0123456789abcdef'), { recursive: true });
    await takeDown(store, 'a@1.0.0');
    expect(await readdir(join(dataDir, 'mirror'))).toEqual(['alice.git']);
    expect(git('cat-file', '--batch-all-objects', '--batch')).not.toContain('content of a@1.0.0');
  });

  test('begins a branch anew with the same files, from which it can go on', async () => {
    const { store, git } = await storeFixture();
    await publishAll(store, 'a@1.0.0');
    const branch = { kind: 'slug', slug: parseSlug('a') } as const;
    await writeBranch(store, branch, filesOf({ 'x.ts': 'secret' }));
    await writeBranch(store, branch, filesOf({ 'x.ts': 'mended' }), { sourceCommit: 'f'.repeat(40) });
    await store.write(alice, async (repo) => {
      const tip = (await repo.branch(branch))!;
      await repo.takeDown({ versions: [], removed: [], begunAnew: [tip], now });
      await repo.purge();
      await repo.endTakedown();
      const after = (await repo.branch(branch))!;
      expect(after).toEqual({ ...tip, commit: after.commit, sourceCommit: undefined });
    });
    expect(git('rev-list', '--count', 'functions/a')).toBe('1');
    expect(git('cat-file', '--batch-all-objects', '--batch')).not.toContain('secret');
    await writeBranch(store, branch, filesOf({ 'x.ts': 'further' }));
    expect(await store.fsck(alice)).toEqual({ ok: true, output: '' });
  });

  describe('that is killed', () => {
    let program: string;
    beforeAll(async () => {
      const folder = await mkdtemp(join(tmpdir(), 'aerostack-writer-'));
      program = await bundleWriter(folder);
      return () => rm(folder, { recursive: true });
    });

    test.each(['index:renamed', 'takedown:begun', 'refs:committed', 'takedown:purged'] as const)(
      'at %s is absent or carried on',
      async (step) => {
        const { store, git: inRepo, dataDir } = await storeFixture();
        await publishAll(store, 'a@1.0.0', 'b@1.0.0', 'a@1.1.0');
        const before = inRepo('show-ref');
        const killed = startWriter(program, { dataDir, slugs: [], takeDown: 'a@1.0.0', killAt: step });
        expect(await ending(killed)).toBe('SIGKILL');
        const { store: restarted } = await storeFixture({ dataDir });
        await restarted.recover(alice);
        if (step === 'index:renamed') {
          expect(inRepo('show-ref')).toBe(before);
          return;
        }
        const { published, takenDown } = await restarted.reader(alice).surveyVersions();
        expect([published, takenDown].map((some) => some.map(nameOf))).toEqual([
          ['a@1.1.0', 'b@1.0.0'],
          ['a@1.0.0'],
        ]);
        const journal = await restarted.write(alice, async (repo) => {
          await repo.purge();
          const begun = await repo.takedown();
          await repo.endTakedown();
          return begun;
        });
        expect(journal?.taken).toEqual([{ spec: 'alice/a@1.0.0', reason: 'holds a token' }]);
        expect(inRepo('cat-file', '--batch-all-objects', '--batch')).not.toContain('content of a@1.0.0');
        expect(await restarted.fsck(alice)).toEqual({ ok: true, output: '' });
      },
    );
  });
});

function inMirror(dataDir: string) {
  return (...args: string[]) => git(mirrorPath(dataDir, alice), ...args);
}
