import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { chmod, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRegistryError } from '../contract/errors.ts';
import { type Oid, parseSlug, parseUsername, parseVersion } from '../contract/names.ts';
import { gitObject } from '../domain/gitObjects.ts';
import { createCatFilePool } from './catFilePool.ts';
import { draftRef, publishedRef, slugBranchRef, tagRef } from './layout.ts';
import { packFolder } from './packWriter.ts';
import { alice, filesOf, publish, someId, storeFixture, writeBranch } from './storeFixture.testing.ts';

const draft = { kind: 'draft', id: someId } as const;
const slug = parseSlug('a');
const files = filesOf({
  'README.md': '# A\n',
  'aerostack.json': '{"name":"a"}',
  'index.ts': "export * from './src/x.ts';\n",
  'src-b.ts': 'b',
  'src/deep/y.ts': 'y',
  'src/x.ts': 'x'.repeat(5000),
});
const blobOf = (text: string) => gitObject('blob', Buffer.from(text)).oid;

async function packsOf(repo: string): Promise<string[]> {
  const names = await readdir(packFolder(repo));
  return names.filter((name) => name.endsWith('.pack')).map((name) => join(packFolder(repo), name));
}

describe('reading', () => {
  test.each([
    ['as written', async () => {}],
    [
      'packed together',
      async (git: (...args: string[]) => string) => void git('repack', '-a', '-d', '-f', '-q'),
    ],
    [
      'unpacked',
      async (git: (...args: string[]) => string, repo: string) => {
        const packs = await Promise.all((await packsOf(repo)).map((path) => readFile(path)));
        await rm(packFolder(repo), { recursive: true });
        mkdirSync(packFolder(repo));
        for (const input of packs)
          execFileSync('git', [`--git-dir=${repo}`, 'unpack-objects', '-q'], { input });
        expect(git('count-objects')).not.toMatch(/^0 /);
      },
    ],
  ])('gives files, refs, tags and folders %s', async (_, rearrange) => {
    const { store, dataDir, repo, git } = await storeFixture();
    const branch = await writeBranch(store, draft, files);
    const version = await publish(store, 'a', '1.0.0', files);
    await rearrange(git, repo);
    const reader = (await storeFixture({ dataDir })).store.reader(alice);
    expect(await reader.resolve(draftRef(someId))).toBe(branch.commit);
    expect(await reader.resolve(publishedRef)).toBe(version.tip);
    expect(await reader.resolve(tagRef(slug, parseVersion('1.0.0')))).toBe(version.tagOid);
    expect(await reader.resolve(slugBranchRef(slug))).toBeUndefined();
    expect(await reader.tagTarget(version.tagOid)).toBe(version.commit);
    expect(await reader.subtree(version.commit, slug)).toBe(version.tree);
    expect(await reader.subtree(version.commit, parseSlug('b'))).toBeUndefined();
    const read = await reader.files(version.tree);
    expect([...read]).toEqual([...files]);
    expect((await reader.tree(version.tree)).map(({ name }) => name)).toEqual([
      'README.md',
      'aerostack.json',
      'index.ts',
      'src-b.ts',
      'src',
    ]);
  });

  test('an account without a repository reads as empty and creates none', async () => {
    const { store, dataDir } = await storeFixture();
    const reader = store.reader(parseUsername('bob'));
    expect(await reader.resolve(publishedRef)).toBeUndefined();
    expect(await reader.branches()).toEqual([]);
    expect(await reader.publishedVersions()).toEqual([]);
    expect(await store.accounts()).toEqual([]);
    expect(await readdir(dataDir)).toEqual([]);
  });

  test('an oid opens nothing of another account', async () => {
    const { store } = await storeFixture();
    const { tree } = await writeBranch(store, draft, files);
    await expect(store.reader(parseUsername('bob')).files(tree)).rejects.toMatchObject({
      code: 'OBJECT_CORRUPT',
    });
  });

  test('goes on while the repository is repacked under it', async () => {
    const { store, dataDir } = await storeFixture();
    const written: Oid[] = [];
    for (let number = 0; number < 5; number += 1) {
      const { tagOid, commit, tree } = await publish(
        store,
        `f${number}`,
        '1.0.0',
        filesOf({ 'index.ts': `${number}` }),
      );
      written.push(tagOid, commit, tree);
    }
    const pool = createCatFilePool({ dataDir, searchPath: process.env.PATH ?? '' });
    let repacking = true;
    const repacks = (async () => {
      for (let round = 0; round < 5; round += 1) {
        await writeBranch(store, draft, filesOf({ 'index.ts': `${round}` }));
        await store.housekeep(alice);
      }
      repacking = false;
    })();
    let read = 0;
    while (repacking) {
      const answers = await Promise.all(written.map((oid) => pool.ask(alice, oid)));
      expect(answers.map((answer) => answer.kind === 'object' && answer.oid)).toEqual(written);
      read += 1;
    }
    await repacks;
    await pool.close();
    expect(read).toBeGreaterThan(0);
  });

  test('sees at once what another process writes', async () => {
    const one = await storeFixture();
    const other = await storeFixture({ dataDir: one.dataDir });
    for (let number = 0; number < 3; number += 1) {
      const { commit } = await writeBranch(one.store, draft, filesOf({ 'index.ts': `${number}` }));
      expect(await other.store.reader(alice).resolve(draftRef(someId))).toBe(commit);
      expect((await other.store.reader(alice).commit(commit)).parents).toHaveLength(number === 0 ? 0 : 1);
    }
  });
});

describe('damage', () => {
  test('of any byte of a pack never gives wrong bytes: the right ones, or OBJECT_CORRUPT', async () => {
    const { store, repo, dataDir } = await storeFixture();
    const { tree } = await writeBranch(store, draft, files);
    await store.close();
    const [pack] = await packsOf(repo);
    const whole = await readFile(pack!);
    await chmod(pack!, 0o644);
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const damaged = Buffer.from(whole);
        damaged[at] = damaged[at]! ^ change;
        await writeFile(pack!, damaged);
        const { store: restarted } = await storeFixture({ dataDir });
        const read = await restarted
          .reader(alice)
          .files(tree)
          .catch((error: unknown) => error);
        await restarted.close();
        if (isRegistryError(read, 'OBJECT_CORRUPT')) refused += 1;
        else expect([...(read as typeof files)]).toEqual([...files]);
      }),
      { numRuns: 25 },
    );
    expect(refused).toBeGreaterThan(0);
  });

  test.each([
    ['truncated', async (pack: string) => truncate(pack, 40)],
    ['empty', async (pack: string) => truncate(pack, 0)],
    ['gone', async (pack: string) => rm(pack)],
    [
      'changed in the middle',
      async (pack: string) => {
        const bytes = await readFile(pack);
        bytes.fill(0xee, 12, bytes.length - 20);
        await writeFile(pack, bytes);
      },
    ],
  ])('of a pack that is %s is repaired by writing the same content again', async (_, damage) => {
    const { store, repo, dataDir } = await storeFixture();
    const { tree, commit } = await writeBranch(store, draft, files);
    await store.close();
    const [pack] = await packsOf(repo);
    await chmod(pack!, 0o644);
    await damage(pack!);
    const { store: restarted } = await storeFixture({ dataDir });
    const reader = restarted.reader(alice);
    await expect(reader.files(tree)).rejects.toMatchObject({ code: 'OBJECT_CORRUPT', status: 500 });
    await expect(reader.commit(commit)).rejects.toMatchObject({ code: 'OBJECT_CORRUPT' });
    expect(await reader.resolve(draftRef(someId))).toBe(commit);
    expect((await publish(restarted, 'a', '1.0.0', files)).tree).toBe(tree);
    const { store: again } = await storeFixture({ dataDir });
    expect([...(await again.reader(alice).files(tree))]).toEqual([...files]);
    expect(await again.write(alice, (locked) => locked.mendFiles(files))).toBe(tree);
  });

  test('that git itself does not notice is told by the hash', async () => {
    const { store, repo } = await storeFixture();
    await writeBranch(store, draft, files);
    const oid = blobOf('never written');
    mkdirSync(join(repo, 'objects', oid.slice(0, 2)), { recursive: true });
    writeFileSync(join(repo, 'objects', oid.slice(0, 2), oid.slice(2)), deflateSync('blob 5\0wrong'));
    await expect(store.reader(alice).blob(oid)).rejects.toMatchObject({ code: 'OBJECT_CORRUPT' });
  });

  test('of one object lets the others be read, also those asked for at the same time', async () => {
    const { store, repo, dataDir } = await storeFixture();
    const { tree } = await writeBranch(store, draft, files);
    const torn = blobOf('torn');
    mkdirSync(join(repo, 'objects', torn.slice(0, 2)), { recursive: true });
    writeFileSync(
      join(repo, 'objects', torn.slice(0, 2), torn.slice(2)),
      deflateSync('blob 50\0torn').subarray(0, 12),
    );
    const reader = (await storeFixture({ dataDir })).store.reader(alice);
    const [first, second, third] = await Promise.allSettled([
      reader.files(tree),
      reader.blob(torn),
      reader.commit(tree),
    ]);
    expect(first.status).toBe('fulfilled');
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'OBJECT_CORRUPT' } });
    expect(third).toMatchObject({ status: 'rejected', reason: { code: 'OBJECT_CORRUPT' } });
  });

  test('of a branch or version leaves the others listed, and is logged', async () => {
    const { store, repo, dataDir } = await storeFixture();
    await publish(store, 'a', '1.0.0', files);
    const [kept] = await packsOf(repo);
    const lost = await publish(store, 'a', '1.1.0', filesOf({ 'index.ts': '2' }));
    const other = { kind: 'slug', slug } as const;
    await writeBranch(store, draft, files);
    await store.close();
    for (const name of await packsOf(repo)) if (name !== kept) await rm(name);
    const { store: restarted, logged } = await storeFixture({ dataDir });
    const versions = await restarted.reader(alice).publishedVersions();
    expect(versions.map(({ version }) => version)).toEqual(['1.0.0']);
    await writeBranch(restarted, other, filesOf({ 'index.ts': 'other' }));
    expect((await restarted.reader(alice).branches()).map(({ branch }) => branch)).toEqual([other]);
    expect(logged.map(({ msg }) => msg)).toContain('a version cannot be read');
    expect(await restarted.reader(alice).resolve(tagRef(slug, parseVersion('1.1.0')))).toBe(
      lost.tagOid as Oid,
    );
  });
});
