import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Username } from '../contract/names.ts';
import { createAccountLocks } from './accountLock.ts';
import { lockPath } from './layout.ts';
import { ownIdentity } from './processIdentity.ts';
import { alice, temporaryFolder } from './storeFixture.testing.ts';
import { stuckLocks } from './stuckLocks.ts';

const AGES_AGO = Date.now() - 3_600_000;

test('only a lock that a living process has kept for long is stuck', async () => {
  const dataDir = await temporaryFolder();
  const self = await ownIdentity();
  expect(await stuckLocks(dataDir, self)).toEqual([]);

  await mkdir(join(dataDir, 'locks'));
  const lock = await createAccountLocks({ dataDir, timeoutMs: 5_000 }).acquire(alice);
  expect(await stuckLocks(dataDir, self)).toEqual([]);
  const held = JSON.parse(await readFile(lockPath(dataDir, alice), 'utf8'));
  await lock.release();

  const plant = (account: string, change: object) =>
    writeFile(lockPath(dataDir, account as Username), JSON.stringify({ ...held, ...change }));
  await plant('stuck', { since: AGES_AGO });
  await plant('dead', { since: AGES_AGO, pid: spawnSync('true').pid });
  await plant('old', { since: undefined });
  await writeFile(`${lockPath(dataDir, 'mark' as Username)}.recover`, '');
  await writeFile(lockPath(dataDir, 'torn' as Username), '{');
  expect(await stuckLocks(dataDir, self)).toEqual(['stuck']);
});
