import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openAccountsDatabase } from './accountsDatabase.ts';
import { openIndexDatabase } from './indexDatabase.ts';
import { indexedVersion, oidOf } from './indexedVersion.testing.ts';
import { temporaryFolder } from './temporaryFolder.testing.ts';

const [alice, slug] = ['alice' as never, 'a' as never];

/** Another process looks: closing the file in this one would let go of the database's locks. */
const holds = (folder: string, text: string) => {
  try {
    return execFileSync('grep', ['-rlaF', '--', text, folder], { encoding: 'utf8' }) !== '';
  } catch {
    return false;
  }
};

test('a version that is taken down keeps its number and name, and leaves no word in the files of the index', async () => {
  const folder = temporaryFolder();
  const accountsFile = join(folder, 'accounts.db');
  (await openAccountsDatabase(accountsFile)).close();
  const open = () => openIndexDatabase(join(folder, 'index.db'), { accountsFile });
  const [index, other] = [await open(), await open()];
  onTestFinished(() => {
    index.close();
    other.close();
  });
  const leaking = indexedVersion('alice/a@1.0.0', { publishedAt: 1, readme: 'xylophonistically' });
  const mended = indexedVersion('alice/a@1.1.0', { publishedAt: 3, readme: 'mended' });
  await index.replaceAccount(alice, oidOf('1'), [leaking]);
  await index.replaceAccount('bob' as never, oidOf('b'), [indexedVersion('bob/a@1.0.0', { publishedAt: 2 })]);
  expect(holds(folder, 'xylophonistically')).toBe(true);
  const mark = other.takedownMark();
  await index.addVersion(alice, oidOf('1'), oidOf('2'), mended);
  expect(other.takedownMark()).toBe(mark);

  const { manifest: _, readme: __, files: ___, ...version } = leaking;
  const gone = { ...version, takenDownAt: 5, reason: 'holds a token' };
  await index.replaceAccount(alice, oidOf('3'), [], [gone]);
  await index.scrub();
  expect(holds(folder, 'xylophonistically')).toBe(false);
  expect(other.takedownMark()).not.toBe(mark);
  expect(await other.takedowns(alice, slug)).toEqual([gone]);
  expect(await other.takedownsOfAccount(alice)).toEqual([gone]);
  expect([await other.tip(alice), await other.versions(alice, slug)]).toEqual([oidOf('3'), []]);
  expect(await other.nameOwner(slug)).toBe('alice');
  expect((await other.names()).map(({ account }) => account)).toEqual(['bob']);
});
