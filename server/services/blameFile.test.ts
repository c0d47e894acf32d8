import { expect, test } from 'vitest';
import type { Oid, PortablePath } from '../contract/names.ts';
import { type FunctionFiles, gitObject, parseTree, treeOfFiles } from '../domain/gitObjects.ts';
import type { PublishedVersion } from '../domain/publishedVersion.ts';
import { createBlameFile } from './blameFile.ts';
import { createReadHistory } from './sourceHistory.ts';
import { createSourceJobs } from './sourceJobs.ts';
import type { Stores } from './stores.ts';

/** Stores of one function in memory, whose `n`th version has the `n`th of these texts at `a.ts`, or no such file. */
function storesOf(texts: readonly (string | undefined)[]) {
  const objects = new Map<Oid, Uint8Array>();
  const versions = texts.map((text, index): PublishedVersion => {
    const files = new Map([['b.ts' as PortablePath, Buffer.from(`${index}`)]]) as Map<
      PortablePath,
      Uint8Array
    >;
    if (text !== undefined) files.set('a.ts' as PortablePath, Buffer.from(text));
    const { oid, objects: all } = treeOfFiles(files as FunctionFiles);
    for (const object of all) objects.set(object.oid, object.content);
    const commit = gitObject('commit', Buffer.from(`${index}`)).oid;
    return {
      ...{
        account: 'alice',
        slug: 'greeter',
        version: `1.${index}.0`,
        publishedAt: index,
        tree: oid,
        commit,
      },
    } as unknown as PublishedVersion;
  });
  let reads = 0;
  const reader = {
    tree: async (oid: Oid) => parseTree(objects.get(oid)!),
    blob: async (oid: Oid) => {
      reads += 1;
      return objects.get(oid)!;
    },
  };
  const stores = {
    git: { reader: () => reader },
    index: { versions: async () => [...versions].reverse() },
    onTakedown: () => {},
  };
  return { stores: stores as unknown as Stores, newest: versions.at(-1)!, reads: () => reads };
}

const run = createSourceJobs();
const originsOf = ({ origins }: { origins: readonly PublishedVersion[] | undefined }) =>
  origins?.map(({ version }) => version);

test('a line is told by the version that brought it, through versions that changed other files', async () => {
  const { stores, newest } = storesOf(['a\n', 'a\n', 'a\nb\n', 'a\nb\n']);
  const blamed = await createBlameFile(stores, run)(newest, 'a.ts');
  expect(originsOf(blamed)).toEqual(['1.0.0', '1.2.0']);
  expect(blamed).toMatchObject({ text: 'a\nb\n', capped: false, coarse: false });
});

test('a file that was missing for a while begins anew when it comes back', async () => {
  const { stores, newest } = storesOf(['a\n', undefined, 'a\n', 'a\nb\n']);
  expect(originsOf(await createBlameFile(stores, run)(newest, 'a.ts'))).toEqual(['1.2.0', '1.3.0']);
});

test('hundreds of versions are followed, and it is told where the oldest are not', async () => {
  const few = storesOf(
    Array.from({ length: 700 }, (_, index) => (index < 300 ? 'a\n' : `a\n${index >> 4}\n`)),
  );
  const blamed = await createBlameFile(few.stores, run)(few.newest, 'a.ts');
  expect(originsOf(blamed)).toEqual(['1.200.0', '1.688.0']);
  expect(blamed.capped).toBe(true);
  const many = storesOf(Array.from({ length: 150 }, (_, index) => `a\n${index}\n`));
  const capped = await createBlameFile(many.stores, run)(many.newest, 'a.ts');
  expect(originsOf(capped)).toEqual(['1.50.0', '1.149.0']);
  expect(capped.capped).toBe(true);
  const whole = storesOf(Array.from({ length: 90 }, (_, index) => `a\n${index}\n`));
  expect(await createBlameFile(whole.stores, run)(whole.newest, 'a.ts')).toMatchObject({ capped: false });
});

test('what was found out once is not worked out again; what took too long is, later', async () => {
  const { stores, newest, reads } = storesOf(['a\n', 'b\n']);
  let asked = 0;
  const blameFile = createBlameFile(stores, async (job) => {
    asked += 1;
    return run(job);
  });
  await blameFile(newest, 'a.ts');
  const before = reads();
  await blameFile(newest, 'a.ts');
  expect([asked, reads()]).toEqual([1, before]);
  const slow = await createBlameFile(stores, async () => undefined)(newest, 'a.ts');
  expect(slow).toMatchObject({ text: 'b\n', origins: undefined });
});

test('a history has the versions that changed the file, and counts their lines where there is time', async () => {
  const { stores, newest } = storesOf(['a\n', 'a\n', undefined, 'a\nb\n']);
  const rowsOf = async (jobs: typeof run) =>
    (await createReadHistory(stores, jobs)(newest, 'a.ts')).entries.map(({ version, kind, lines }) => [
      version.version,
      kind,
      lines,
    ]);
  expect(await rowsOf(run)).toEqual([
    ['1.3.0', 'added', { added: 2, removed: 0 }],
    ['1.2.0', 'removed', { added: 0, removed: 1 }],
    ['1.0.0', 'added', { added: 1, removed: 0 }],
  ]);
  expect(await rowsOf(async () => undefined)).toEqual([
    ['1.3.0', 'added', undefined],
    ['1.2.0', 'removed', undefined],
    ['1.0.0', 'added', undefined],
  ]);
});
