import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import isomorphicGit from 'isomorphic-git';
import { describe, expect, test } from 'vitest';
import type { Oid, PortablePath } from '../contract/names.ts';
import { parseSlug, parseVersion } from '../contract/names.ts';
import { commitObject, type GitObject, gitObject, treeOfFiles } from '../domain/gitObjects.ts';
import { encodePack } from './packEncoding.ts';
import { isTemporaryPackFile, packFolder, writePack } from './packWriter.ts';
import { versionTag } from './planObjects.ts';
import { git, temporaryFolder } from './storeFixture.testing.ts';

const signature = { name: 'alice', email: 'alice@noreply.registry.test', seconds: 1_700_000_000 };

async function emptyRepository(): Promise<string> {
  const repo = await temporaryFolder();
  execFileSync('git', ['init', '--bare', '--quiet', '--initial-branch=published', repo]);
  return repo;
}

/** Everything a version consists of: files, trees, commit and tag. */
function objectsOf(files: ReadonlyMap<PortablePath, Uint8Array>): {
  objects: GitObject[];
  commit: Oid;
  tag: Oid;
} {
  const tree = treeOfFiles(files);
  const details = {
    tree: tree.oid,
    parents: [],
    author: signature,
    committer: signature,
    message: 'Publish\n',
  };
  const commit = commitObject(details);
  const tag = versionTag(parseSlug('a'), parseVersion('1.0.0'), commit.oid, details);
  return { objects: [...tree.objects, commit, tag], commit: commit.oid, tag: tag.oid };
}

const segment = fc.stringMatching(/^[a-z][a-z0-9-]{0,6}$/);
const content = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc
    .constantFrom(15, 16, 127, 128, 2047, 2048, 16_383, 16_385, 70_000, 300_000)
    .map((size) => new Uint8Array(size).fill(97)),
);
const files = fc
  .uniqueArray(fc.tuple(segment, fc.option(segment), content), {
    minLength: 1,
    maxLength: 12,
    selector: ([name]) => name,
  })
  .map(
    (list) =>
      new Map(
        list.map(([name, below, bytes]) => [(below ? `${name}/${below}` : name) as PortablePath, bytes]),
      ),
  );

describe('a written pack', () => {
  test('passes the strict checks of git, and its index is the one that git makes', async () => {
    const repo = await emptyRepository();
    await fc.assert(
      fc.asyncProperty(files, async (some) => {
        const { pack, index } = await encodePack(objectsOf(some).objects);
        const packPath = join(repo, 'check.pack');
        const indexPath = join(repo, 'check.idx');
        await writeFile(packPath, pack);
        fs.rmSync(indexPath, { force: true });
        git(repo, 'index-pack', '--strict', '-o', indexPath, packPath);
        expect(Buffer.compare(await readFile(indexPath), index)).toBe(0);
        git(repo, 'verify-pack', packPath);
      }),
      { numRuns: 40 },
    );
  });

  test('gives every object back to git and to isomorphic-git, byte by byte', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (some) => {
        const repo = await emptyRepository();
        const { objects, commit, tag } = objectsOf(some);
        await writePack(repo, objects);
        git(repo, 'update-ref', 'refs/heads/published', commit);
        git(repo, 'update-ref', 'refs/tags/a@1.0.0', tag);
        expect(git(repo, 'fsck', '--full', '--strict', '--no-progress')).toBe('');
        expect(git(repo, 'count-objects')).toBe('0 objects, 0 kilobytes');
        const cache = {};
        for (const { oid, type, content: written } of objects) {
          const read = await isomorphicGit.readObject({ fs, gitdir: repo, oid, format: 'content', cache });
          expect(read.type).toBe(type);
          expect(Buffer.compare(read.object as Uint8Array, written)).toBe(0);
        }
      }),
      { numRuns: 12 },
    );
  });

  test('holds each object once, whatever it is given', async () => {
    const repo = await emptyRepository();
    const blob = gitObject('blob', Buffer.from('same'));
    await writePack(repo, [
      blob,
      gitObject('blob', Buffer.from('same')),
      gitObject('blob', new Uint8Array()),
    ]);
    expect(git(repo, 'count-objects', '-v')).toContain('in-pack: 2');
    expect(git(repo, 'cat-file', 'blob', blob.oid)).toBe('same');
  });

  test('leaves no temporary file, neither when it is in place nor when the disk fails', async () => {
    const repo = await emptyRepository();
    const full = Object.assign(new Error('write'), { code: 'ENOSPC' });
    const blob = gitObject('blob', Buffer.from('x'));
    const failed = writePack(repo, [blob], () => {
      throw full;
    });
    await expect(failed).rejects.toMatchObject({ code: 'STORE_FULL', cause: full });
    expect(await readdir(packFolder(repo))).toEqual([]);
    await writePack(repo, [blob]);
    const names = await readdir(packFolder(repo));
    expect(names).toHaveLength(2);
    expect(names.filter(isTemporaryPackFile)).toEqual([]);
  });
});
