import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Username } from '../contract/names.ts';
import { openIndexDatabase } from './indexDatabase.ts';
import { indexedVersion, oidOf } from './indexedVersion.testing.ts';
import { connect } from './openDatabase.ts';
import { temporaryFolder } from './temporaryFolder.testing.ts';

const alice = 'alice' as Username;
const versions = Array.from({ length: 300 }, (_, at) =>
  indexedVersion(`alice/fn-${at}@1.0.0`, { tags: ['one', 'two'] }),
);

function place() {
  const folder = temporaryFolder();
  const file = join(folder, 'index.db');
  return { folder, file, open: () => openIndexDatabase(file, { accountsFile: join(folder, 'accounts.db') }) };
}

/** An index with content, closed, all of it in the main file, which is a copy: closing leaves locks on the first until GC. */
async function filled(damage: (content: Buffer) => Buffer = (content) => content) {
  const at = place();
  const index = await at.open();
  await index.replaceAccount(alice, oidOf('tip'), versions);
  const dump = await index.dump();
  index.close();
  const checkpoint = connect(at.file);
  checkpoint.exec('pragma wal_checkpoint(truncate)');
  checkpoint.close();
  const content = readFileSync(at.file);
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${at.file}${suffix}`, { force: true });
  writeFileSync(at.file, damage(content));
  return { ...at, dump };
}

async function expectReplaced({ open, dump }: Awaited<ReturnType<typeof filled>>) {
  const index = await open();
  expect(index.opened).toBe('replaced');
  expect(await index.dump()).toBe('');
  await index.replaceAccount(alice, oidOf('tip'), versions);
  expect(await index.dump()).toBe(dump);
  index.close();
  const again = await open();
  expect(again.opened).toBe('existing');
  expect(await again.dump()).toBe(dump);
  again.close();
}

describe('openIndexDatabase', () => {
  it('creates a missing file, and finds it again', async () => {
    const { open, dump, file } = await filled();
    const index = await open();
    expect(index.opened).toBe('existing');
    expect(await index.dump()).toBe(dump);
    index.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
    const created = await open();
    expect(created.opened).toBe('created');
    expect(await created.dump()).toBe('');
    created.close();
  });

  it('starts afresh where only the database was deleted and its journal was not', async () => {
    const { file, open } = place();
    const index = await open();
    await index.replaceAccount(alice, oidOf('tip'), versions);
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
    rmSync(file);
    const created = await open();
    expect([created.opened, await created.dump()]).toEqual(['created', '']);
    await created.replaceAccount(alice, oidOf('tip'), versions);
    index.close();
    expect((await created.tip(alice)) ?? '').toBe(oidOf('tip'));
    created.close();
    const again = await open();
    expect([again.opened, await again.tip(alice)]).toEqual(['existing', oidOf('tip')]);
    again.close();
  });

  it.each([0, 1, 99, 100, 4_096, 10_000, 40_960, -1, -4_096])(
    'replaces a file cut at byte %i',
    async (end) => {
      await expectReplaced(await filled((content) => content.subarray(0, end)));
    },
  );

  it('replaces what is no database', async () => {
    await expectReplaced(await filled(() => Buffer.from('anything else '.repeat(1_000))));
  });

  it('replaces a file with damaged pages', async () => {
    const index = await filled((content) => {
      for (let at = 4_096; at < content.length; at += 4_096) content.fill(0xa5, at, at + 64);
      return content;
    });
    await expectReplaced(index);
  });

  it('opens a file with any bytes changed, and can fill it', async () => {
    const sound = await filled();
    const content = readFileSync(sound.file);
    const changes = fc.array(fc.tuple(fc.nat(content.length - 1), fc.nat(255)), {
      minLength: 1,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(changes, async (changed) => {
        const damaged = Buffer.from(content);
        for (const [at, byte] of changed) damaged[at] = byte;
        for (const suffix of ['', '-wal', '-shm']) rmSync(`${sound.file}${suffix}`, { force: true });
        writeFileSync(sound.file, damaged);
        const index = await sound.open();
        if (index.opened === 'replaced') {
          await index.replaceAccount(alice, oidOf('tip'), versions.slice(0, 3));
          expect((await index.versions(alice, versions[0]!.slug)).length).toBe(1);
        }
        index.close();
      }),
      { numRuns: 60 },
    );
  });

  it.each([0, 1, 2_147_483_647])('replaces a file of schema %i', async (schema) => {
    const index = await filled();
    const raw = connect(index.file);
    raw.exec(`pragma user_version = ${schema}`);
    raw.close();
    await expectReplaced(index);
  });

  it.each([
    'update function_search_data set block = zeroblob(length(block)) where id = (select max(id) from function_search_data)',
    "update function_search_content set c0 = 'other' where id = 1",
    'delete from function_search_docsize where id = 1',
  ])('replaces a file whose full-text index is not that of its text: %s', async (damage) => {
    const index = await filled();
    const raw = connect(index.file);
    raw.exec(damage);
    raw.close();
    await expectReplaced(index);
  });

  it('survives whatever is found in place of its journals', async () => {
    for (const suffix of ['-wal', '-shm', '-journal']) {
      const { file, open, dump } = await filled();
      writeFileSync(`${file}${suffix}`, Buffer.alloc(70_000, 0x5a));
      const index = await open();
      expect(index.opened === 'existing' ? await index.dump() : dump).toBe(dump);
      index.close();
    }
  });

  it('makes one file where two open a missing one at once', async () => {
    const { open } = place();
    const [one, other] = await Promise.all([open(), open()]);
    expect([one!.opened, other!.opened].sort()).toEqual(['created', 'existing']);
    await one!.replaceAccount(alice, oidOf('tip'), versions);
    expect(await other!.dump()).toBe(await one!.dump());
    one!.close();
    other!.close();
  });

  it('takes a folder name with quotes and a missing accounts database', async () => {
    const folder = join(temporaryFolder(), 'it\'s 100% "fine"?mode=ro#x');
    const index = await openIndexDatabase(join(folder, 'index.db'), {
      accountsFile: join(folder, 'accounts.db'),
    });
    expect(await index.list({ sort: 'stars', limit: 1 })).toEqual({
      functions: [],
      nextCursor: null,
      total: 0,
    });
    index.close();
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['accounts.db', 'index.db']));
    expect(statSync(join(folder, 'accounts.db')).mode & 0o777).toBe(0o600);
  });

  it('answers STORE_UNAVAILABLE where a folder stands in its place, and leaves that alone', async () => {
    const { file, open } = place();
    mkdirSync(join(file, 'kept'), { recursive: true });
    await expect(open()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(existsSync(join(file, 'kept'))).toBe(true);
  });
});
