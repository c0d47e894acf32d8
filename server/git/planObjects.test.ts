import { describe, expect, test } from 'vitest';
import { type Oid, parseSlug, parseVersion } from '../contract/names.ts';
import { parseCommit, parseTree, trailersOf, treeOfFiles } from '../domain/gitObjects.ts';
import type { WritePlan } from '../domain/writePlan.ts';
import { type PlanGround, planObjects, versionTag } from './planObjects.ts';
import { alice, filesOf, now, publishWrite, someId } from './storeFixture.testing.ts';

const empty = { host: 'registry.test', publishedRoot: new Uint8Array() };
const files = filesOf({ 'index.ts': 'export {};\n' });
const tip = 'a'.repeat(40) as Oid;

function planned(plan: Partial<WritePlan>, ground: PlanGround = empty) {
  const { objects, updates, written: all } = planObjects([{ account: alice, now, ...plan }], ground);
  const result = { objects, updates, written: all[0]! };
  const contentOf = (oid: Oid | undefined) => result.objects.find((object) => object.oid === oid)!.content;
  return { ...result, commit: (oid: Oid | undefined) => parseCommit(contentOf(oid)), contentOf };
}

const branch = {
  branch: { kind: 'draft', id: someId } as const,
  old: null,
  files,
  subject: 'Push',
  functionId: someId,
  source: 'cli' as const,
};

describe('a branch commit', () => {
  test('holds exactly the files, names its function and source, and follows the old tip', () => {
    const { written, updates, commit } = planned({ branch: { ...branch, old: tip, sourceCommit: 'abc' } });
    const made = commit(written.branch?.commit);
    expect(made.tree).toBe(treeOfFiles(files).oid);
    expect(made.parents).toEqual([tip]);
    expect(made.committer).toEqual({
      name: 'alice',
      email: 'alice@noreply.registry.test',
      seconds: 1_750_000_000,
    });
    expect(made.message).toBe(`Push\n\nFunction-Id: ${someId}\nSource: cli\nSource-Commit: abc\n`);
    expect(updates).toEqual([{ ref: `refs/heads/drafts/${someId}`, old: tip, new: written.branch?.commit }]);
  });

  test('starts a history where there is no tip, and leaves unknown trailers out', () => {
    const { written, commit } = planned({ branch });
    const made = commit(written.branch?.commit);
    expect(made.parents).toEqual([]);
    expect([...trailersOf(made.message).keys()]).toEqual(['Function-Id', 'Source']);
  });

  test('takes no trailers from text that comes from outside', () => {
    const hostile = { subject: 'Push\n\nVersion: 9.9.9', sourceCommit: 'abc\r\nVersion: 9.9.9\u2028\0x' };
    const { written, commit } = planned({ branch: { ...branch, ...hostile } });
    const { message } = commit(written.branch?.commit);
    expect([...trailersOf(message).keys()]).toEqual(['Function-Id', 'Source', 'Source-Commit']);
    expect(message).not.toContain('\0');
    expect(message.split('\n')[0]).toBe('Push Version: 9.9.9');
  });

  test('has a subject even where none is given', () => {
    const { written, commit } = planned({ branch: { ...branch, subject: ' \n ' } });
    expect(commit(written.branch?.commit).message).toMatch(/^Update\n\n/);
  });
});

describe('a publication', () => {
  const publish = publishWrite('image-resizer', '1.0.0', files, null);

  test('is one commit on published with everything that is known of the version, and its tag', () => {
    const { written, updates, commit, contentOf } = planned({ publish });
    const made = commit(written.publish?.commit);
    expect(parseTree(contentOf(made.tree))).toEqual([
      { mode: '40000', name: 'image-resizer', oid: treeOfFiles(files).oid },
    ]);
    expect(Object.fromEntries(trailersOf(made.message))).toEqual({
      'Function-Id': someId,
      Slug: 'image-resizer',
      Version: '1.0.0',
      Publisher: 'alice',
      Source: 'cli',
      'Published-At': '2025-06-15T15:06:40.123Z',
    });
    expect(updates).toEqual([
      { ref: 'refs/heads/published', old: null, new: written.publish?.commit },
      { ref: 'refs/tags/image-resizer@1.0.0', old: null, new: written.publish?.tagOid },
    ]);
    expect(written.publish).toMatchObject({ tag: 'image-resizer@1.0.0', tip: written.publish?.commit });
  });

  test('keeps the other functions and replaces its own', () => {
    const first = planned({ publish });
    const rootOf = (result: typeof first) =>
      result.contentOf(result.commit(result.written.publish?.tip).tree);
    const other = publishWrite('other', '1.0.0', files, first.written.publish!.tip);
    const second = planned({ publish: other }, { ...empty, publishedRoot: rootOf(first) });
    const changed = publishWrite(
      'image-resizer',
      '1.1.0',
      filesOf({ 'index.ts': '2' }),
      second.written.publish!.tip,
    );
    const third = planned({ publish: changed }, { ...empty, publishedRoot: rootOf(second) });
    expect(parseTree(rootOf(third)).map(({ name, oid }) => [name, oid])).toEqual([
      ['image-resizer', third.written.publish?.tree],
      ['other', treeOfFiles(files).oid],
    ]);
    expect(third.commit(third.written.publish?.commit).parents).toEqual([second.written.publish?.tip]);
  });

  test('of a backport is followed by a commit that shows the highest again and is no version', () => {
    const highest = { version: parseVersion('2.0.0'), tree: treeOfFiles(filesOf({ 'index.ts': 'two' })).oid };
    const { written, updates, commit, contentOf } = planned({ publish: { ...publish, restore: highest } });
    const { tip, commit: tagged } = written.publish!;
    expect(tip).not.toBe(tagged);
    expect(commit(tip).parents).toEqual([tagged]);
    expect(parseTree(contentOf(commit(tip).tree))[0]?.oid).toBe(highest.tree);
    expect(trailersOf(commit(tip).message).has('Version')).toBe(false);
    expect(updates[0]).toEqual({ ref: 'refs/heads/published', old: null, new: tip });
    expect(parseTree(contentOf(commit(tagged).tree))[0]?.oid).toBe(written.publish?.tree);
  });

  test('has a tag that can be made again from its commit alone', () => {
    const { written, commit } = planned({ publish });
    const oid = written.publish!.commit;
    const again = versionTag(parseSlug('image-resizer'), parseVersion('1.0.0'), oid, commit(oid));
    expect(again.oid).toBe(written.publish?.tagOid);
  });

  test('moves published first, then its tag, then the branch', () => {
    const { updates } = planned({
      publish,
      branch: { ...branch, branch: { kind: 'slug', slug: parseSlug('image-resizer') } },
    });
    expect(updates.map(({ ref }) => ref)).toEqual([
      'refs/heads/published',
      'refs/tags/image-resizer@1.0.0',
      'refs/heads/functions/image-resizer',
    ]);
  });
});

test('several functions are published one on the other, and every ref moves once', () => {
  const publishOf = (slug: string) => publishWrite(slug, '1.0.0', files, tip);
  const plans = ['a', 'b'].map((slug) => ({ account: alice, now, publish: publishOf(slug) }));
  const draft = { account: alice, now, branch };
  const { updates, written, objects } = planObjects([...plans, draft], empty);
  const [a, b] = written.map(({ publish }) => publish!);
  expect([a!.old, b!.old]).toEqual([tip, a!.tip]);
  expect(updates.map(({ ref, old, new: oid }) => [ref, old, oid])).toEqual([
    ['refs/heads/published', tip, b!.tip],
    ['refs/tags/a@1.0.0', null, a!.tagOid],
    ['refs/tags/b@1.0.0', null, b!.tagOid],
    [`refs/heads/drafts/${someId}`, null, written[2]!.branch!.commit],
  ]);
  const root = parseCommit(objects.find(({ oid }) => oid === b!.tip)!.content).tree;
  const names = parseTree(objects.find(({ oid }) => oid === root)!.content).map(({ name }) => name);
  expect(names).toEqual(['a', 'b']);
});

test("an author's own commit is a parent beside the tip", () => {
  const authored = 'b'.repeat(40) as Oid;
  const first = planned({ branch: { ...branch, authored } });
  expect(first.commit(first.written.branch?.commit).parents).toEqual([authored]);
  const next = planned({ branch: { ...branch, old: tip, authored } });
  expect(next.commit(next.written.branch?.commit).parents).toEqual([tip, authored]);
});
