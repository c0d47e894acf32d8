import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type AccountLocks, createAccountLocks } from './accountLock.ts';
import { lockPath } from './layout.ts';
import { takeLockFile } from './lockFile.ts';
import { ownIdentity, type ProcessIdentity } from './processIdentity.ts';
import { alice, temporaryFolder } from './storeFixture.testing.ts';

/** The number of a process that has ended. */
function deadPid(): number {
  return spawnSync('true').pid;
}

async function lockFixture() {
  const dataDir = await temporaryFolder();
  await mkdir(join(dataDir, 'locks'));
  const self = await ownIdentity();
  const path = lockPath(dataDir, alice);
  const plant = (holder: Partial<ProcessIdentity>, nonce = '0123456789abcdef', at = path) =>
    writeFile(at, JSON.stringify({ ...self, ...holder, nonce }));
  const locks = (timeoutMs = 5_000, as = self) => createAccountLocks({ dataDir, timeoutMs, self: as });
  return { dataDir, path, self, plant, locks, names: () => readdir(join(dataDir, 'locks')) };
}

async function takeAndRelease(locks: AccountLocks): Promise<{ recoveryDue: boolean }> {
  const lock = await locks.acquire(alice);
  const recoveryDue = await lock.recoveryDue();
  await lock.recovered();
  await lock.release();
  return { recoveryDue };
}

describe('the lock of an account', () => {
  test('names its holder completely while held, and leaves nothing when released', async () => {
    const { path, self, locks, names } = await lockFixture();
    const lock = await locks().acquire(alice);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
      ...self,
      nonce: expect.stringMatching(/^[0-9a-f]{16}$/),
      since: expect.any(Number),
    });
    expect(self.bootId).not.toBe('');
    expect(await names()).toEqual(['alice.lock']);
    expect(await lock.recoveryDue()).toBe(false);
    await lock.release();
    expect(await names()).toEqual([]);
  });

  test('is given within a process in the order in which it was asked for', async () => {
    const { locks } = await lockFixture();
    const shared = locks();
    const order: number[] = [];
    let inside = 0;
    await Promise.all(
      Array.from({ length: 20 }, async (_, number) => {
        const lock = await shared.acquire(alice);
        expect(++inside).toBe(1);
        order.push(number);
        await new Promise(setImmediate);
        inside -= 1;
        await lock.release();
      }),
    );
    expect(order).toEqual(Array.from({ length: 20 }, (_, number) => number));
  });

  test('keeps two users of one data folder apart', async () => {
    const { locks } = await lockFixture();
    const users = [locks(), locks()];
    let inside = 0;
    let entered = 0;
    await Promise.all(
      Array.from({ length: 40 }, async (_, number) => {
        const lock = await users[number % 2]!.acquire(alice);
        expect(++inside).toBe(1);
        await new Promise(setImmediate);
        inside -= 1;
        entered += 1;
        await lock.release();
      }),
    );
    expect(entered).toBe(40);
  });

  test('of a living holder is waited for, then refused as BUSY with a time to retry after', async () => {
    const { locks, plant, names } = await lockFixture();
    await plant({});
    await expect(locks(60).acquire(alice)).rejects.toMatchObject({
      code: 'BUSY',
      status: 503,
      retryAfter: 2,
    });
    expect(await names()).toEqual(['alice.lock']);
  });

  test('of a living holder is refused to those who queue in the same process as well', async () => {
    const { locks } = await lockFixture();
    const shared = locks(60);
    const held = await shared.acquire(alice);
    await expect(shared.acquire(alice)).rejects.toMatchObject({ code: 'BUSY' });
    await held.release();
    await takeAndRelease(shared);
  });

  test.each([
    ['that has ended', () => ({ pid: deadPid() })],
    ['whose number another process has now', () => ({ startTime: '1' })],
    ['of before the machine restarted', () => ({ bootId: 'another' })],
  ])('of a process %s is taken over, and recovery is due', async (_, holder) => {
    const { locks, plant, names } = await lockFixture();
    await plant(holder());
    expect(await takeAndRelease(locks())).toEqual({ recoveryDue: true });
    expect(await takeAndRelease(locks())).toEqual({ recoveryDue: false });
    expect(await names()).toEqual([]);
  });

  test.each([
    '',
    '{"pid":',
    '{}',
    '\0'.repeat(64),
    '{"pid":1,"startTime":"","bootId":"","pidNs":"","nonce":"../../x"}',
  ])('that is torn (%j) is taken over', async (text) => {
    const { locks, path, names } = await lockFixture();
    await writeFile(path, text);
    expect(await takeAndRelease(locks())).toEqual({ recoveryDue: true });
    expect(await names()).toEqual([]);
  });

  test('of a holder in another process namespace is taken over only after half a minute without a sign of life', async () => {
    const { locks, plant, path } = await lockFixture();
    await plant({ pidNs: 'pid:[1]', pid: deadPid() });
    await expect(locks(60).acquire(alice)).rejects.toMatchObject({ code: 'BUSY' });
    const old = new Date(Date.now() - 31_000);
    await utimes(path, old, old);
    expect(await takeAndRelease(locks())).toEqual({ recoveryDue: true });
  });

  test('whose remover was killed before it could recover still asks the next holder to', async () => {
    const { locks, plant, self, path } = await lockFixture();
    await plant({ pid: deadPid() });
    const killedHere = takeLockFile(path, self, async () => {
      await writeFile(`${path}.recover`, '');
      throw new Error('killed');
    });
    await expect(killedHere).rejects.toThrow('killed');
    expect(await takeAndRelease(locks())).toEqual({ recoveryDue: true });
  });

  test('asks for recovery again when a holder says that its write failed', async () => {
    const { locks } = await lockFixture();
    const lock = await locks().acquire(alice);
    await lock.demandRecovery();
    await lock.demandRecovery();
    await lock.release();
    expect(await takeAndRelease(locks())).toEqual({ recoveryDue: true });
  });
});

describe('the guard of a stale lock', () => {
  test('keeps everyone else from removing it while its holder lives', async () => {
    const { locks, plant, path } = await lockFixture();
    await plant({ pid: deadPid() });
    await plant({}, 'fedcba9876543210', `${path}.0123456789abcdef`);
    await expect(locks(60).acquire(alice)).rejects.toMatchObject({ code: 'BUSY' });
  });

  test('is itself taken over from a dead holder', async () => {
    const { locks, plant, path } = await lockFixture();
    await plant({ pid: deadPid() });
    await plant({ pid: deadPid() }, 'fedcba9876543210', `${path}.0123456789abcdef`);
    expect(await takeAndRelease(locks())).toEqual({ recoveryDue: true });
  });

  test('lets many who see one stale lock at once in only one by one', async () => {
    const { locks, plant, names } = await lockFixture();
    for (let round = 0; round < 10; round += 1) {
      await plant({ pid: deadPid() }, round.toString(16).padStart(16, '0'));
      let inside = 0;
      await Promise.all(
        Array.from({ length: 8 }, async () => {
          const lock = await locks().acquire(alice);
          expect(++inside).toBe(1);
          await new Promise(setImmediate);
          inside -= 1;
          await lock.release();
        }),
      );
    }
    expect(await names()).toEqual(['alice.lock.recover']);
  });
});

test('releasing never removes a lock that somebody else has put there', async () => {
  const { locks, plant, path } = await lockFixture();
  const lock = await locks().acquire(alice);
  await plant({}, 'bbbbbbbbbbbbbbbb');
  await lock.release();
  expect(JSON.parse(await readFile(path, 'utf8')).nonce).toBe('bbbbbbbbbbbbbbbb');
});

test('what killed waiters left beside the lock is removed after a minute, by whoever recovers', async () => {
  const { locks, path, names } = await lockFixture();
  const old = new Date(Date.now() - 61_000);
  for (const suffix of ['.0123456789abcdef.tmp', '.0123456789abcdef']) {
    await writeFile(path + suffix, '');
    await utimes(path + suffix, old, old);
  }
  await writeFile(`${path}.fedcba9876543210.tmp`, '');
  await takeAndRelease(locks());
  expect(await names()).toEqual(['alice.lock.fedcba9876543210.tmp']);
});
