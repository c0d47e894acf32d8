import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseVersion } from '../contract/names.ts';
import { packFolder } from './packWriter.ts';
import { alice, filesOf, publish, someId, storeFixture, writeBranch } from './storeFixture.testing.ts';

const files = filesOf({ 'index.ts': 'export {};\n' });

describe('recovery', () => {
  test('creates a tag that a killed write did not get to, the same object again', async () => {
    const { store, git, logged } = await storeFixture();
    await publish(store, 'a', '1.0.0', files);
    const { tagOid } = await publish(store, 'a', '1.1.0', files);
    git('update-ref', '-d', 'refs/tags/a@1.1.0');
    await store.recover(alice);
    expect(git('rev-parse', 'refs/tags/a@1.1.0')).toBe(tagOid);
    expect(logged).toEqual([{ msg: 'tags recreated', account: 'alice', tags: ['refs/tags/a@1.1.0'] }]);
    expect(await store.fsck(alice)).toEqual({ ok: true, output: '' });
  });

  test('creates the tag even where its object is gone too', async () => {
    const { store, git, dataDir } = await storeFixture();
    const { tip, tagOid } = await publish(store, 'a', '1.0.0', files);
    git('update-ref', '-d', 'refs/tags/a@1.0.0');
    git('repack', '-a', '-d', '-q');
    git('prune-packed');
    expect(() => git('cat-file', '-t', tagOid)).toThrow();
    const second = await storeFixture({ dataDir });
    await second.store.recover(alice);
    expect(git('cat-file', '-t', 'refs/tags/a@1.0.0')).toBe('tag');
    expect(git('rev-parse', 'refs/tags/a@1.0.0^{commit}')).toBe(tip);
  });

  test('looks past the commit that restores the highest version after a backport', async () => {
    const { store, git } = await storeFixture();
    const highest = await publish(store, 'a', '2.0.0', files);
    const restore = { version: parseVersion('2.0.0'), tree: highest.tree };
    const backport = await publish(store, 'a', '1.0.5', filesOf({ 'index.ts': 'old' }), restore);
    git('update-ref', '-d', 'refs/tags/a@1.0.5');
    await store.recover(alice);
    expect(git('rev-parse', 'refs/tags/a@1.0.5')).toBe(backport.tagOid);
  });

  test('runs before the first write of a process', async () => {
    const { store, git, dataDir } = await storeFixture();
    const { tagOid } = await publish(store, 'a', '1.0.0', files);
    git('update-ref', '-d', 'refs/tags/a@1.0.0');
    const restarted = await storeFixture({ dataDir });
    await publish(restarted.store, 'b', '1.0.0', files);
    expect(git('rev-parse', 'refs/tags/a@1.0.0')).toBe(tagOid);
  });

  test('runs before the write after one that failed midway, in whichever process that is', async () => {
    let failing = false;
    const { store, git, dataDir } = await storeFixture({
      atStep: (step) => {
        if (failing && step === 'refs:committed') throw new Error('broken');
      },
    });
    const other = await storeFixture({ dataDir });
    await publish(other.store, 'a', '1.0.0', files);
    failing = true;
    await expect(publish(store, 'a', '1.1.0', files)).rejects.toThrow('broken');
    const tagOid = git('rev-parse', 'refs/tags/a@1.1.0');
    git('update-ref', '-d', 'refs/tags/a@1.1.0');
    await publish(other.store, 'a', '1.2.0', files);
    expect(git('rev-parse', 'refs/tags/a@1.1.0')).toBe(tagOid);
  });

  test('removes the stale locks and the half-written files of git and of the registry', async () => {
    const { store, repo, git } = await storeFixture();
    await publish(store, 'a', '1.0.0', files);
    await mkdir(join(repo, 'refs/heads/functions'), { recursive: true });
    const stale = [
      'HEAD.lock',
      'config.lock',
      'packed-refs.lock',
      'refs/heads/published.lock',
      'refs/tags/a@1.0.0.lock',
    ];
    for (const name of [...stale, 'refs/heads/functions/a.lock', 'packed-refs.new'])
      await writeFile(join(repo, name), '');
    for (const name of ['tmp_pack_torn', 'tmp_idx_torn', '.tmp-17-pack-1.pack']) {
      await writeFile(join(packFolder(repo), name), 'PACK torn');
    }
    await store.recover(alice);
    const left = await readdir(repo, { recursive: true });
    expect(left.filter((name) => /\.lock$|\.new$|tmp/.test(name))).toEqual([]);
    await publish(store, 'a', '1.1.0', files);
    expect(git('rev-parse', 'refs/tags/a@1.1.0')).not.toBe('');
  });

  test('removes a repository that was never put into place, and creates none', async () => {
    const { store, dataDir } = await storeFixture();
    await mkdir(join(dataDir, 'git', '.alice.new-0123456789abcdef', 'objects'), { recursive: true });
    await store.recover(alice);
    expect(await readdir(join(dataDir, 'git'))).toEqual([]);
  });

  test('of a damaged catalogue is logged, and drafts can still be pushed', async () => {
    const { store, repo, dataDir } = await storeFixture();
    await publish(store, 'a', '1.0.0', files);
    await store.close();
    for (const name of await readdir(packFolder(repo))) await rm(join(packFolder(repo), name));
    const restarted = await storeFixture({ dataDir });
    await writeBranch(restarted.store, { kind: 'draft', id: someId }, files);
    expect(restarted.logged).toMatchObject([
      { msg: 'tags could not be checked', error: { code: 'OBJECT_CORRUPT' } },
    ]);
    await expect(publish(restarted.store, 'a', '1.1.0', files)).rejects.toMatchObject({
      code: 'OBJECT_CORRUPT',
    });
  });
});

test('a stale lock that appears while the registry runs does not stop the next write', async () => {
  const { store, repo } = await storeFixture();
  await publish(store, 'a', '1.0.0', files);
  await writeFile(join(repo, 'refs/heads/published.lock'), '');
  await publish(store, 'a', '1.1.0', files);
  expect(await store.fsck(alice)).toMatchObject({ ok: true });
});
