import { expect, test } from 'vitest';
import { deferred } from '../../fixtures/deferred.ts';
import { type ErrorCode, RegistryError } from '../contract/errors.ts';
import { type CheckReadiness, createReadiness } from './readiness.ts';
import type { Stores } from './stores.ts';

const SOUND = {
  git: {
    checkGit: async () => ({ version: '2.40.0', supported: true }),
    probeDisk: async () => {},
    stuckLocks: async () => [] as string[],
  },
  accounts: { probe: async () => {} },
};

const readinessOf = (git: Partial<Stores['git']>, accounts: Partial<Stores['accounts']> = {}) =>
  createReadiness(
    {
      git: { ...SOUND.git, ...git } as Stores['git'],
      accounts: { ...SOUND.accounts, ...accounts } as Stores['accounts'],
    },
    1,
  );

test('a registry that can work has no faults, and tells its git', async () => {
  expect(await readinessOf({})()).toEqual({ git: '2.40.0', faults: [] });
});

const failing = (error: unknown) => async () => {
  throw error;
};
const full = failing(new RegistryError('STORE_FULL', 'The disk is full'));

test.each<[string, ErrorCode, CheckReadiness]>([
  ['a full disk', 'STORE_FULL', readinessOf({ probeDisk: full })],
  [
    'a read-only disk',
    'STORE_READ_ONLY',
    readinessOf({ probeDisk: failing(new RegistryError('STORE_READ_ONLY', 'read-only')) }),
  ],
  [
    'a disk that fails otherwise',
    'STORE_UNAVAILABLE',
    readinessOf({ probeDisk: failing(new Error('strange')) }),
  ],
  ['a lock that is not given back', 'LOCK_STUCK', readinessOf({ stuckLocks: async () => ['alice'] })],
  ['accounts that others keep locked', 'LOCK_STUCK', readinessOf({}, { probe: () => new Promise(() => {}) })],
  [
    'accounts that were locked for too long',
    'LOCK_STUCK',
    readinessOf({}, { probe: failing(new RegistryError('BUSY', 'busy')) }),
  ],
  [
    'a git that is too old',
    'STORE_UNAVAILABLE',
    readinessOf({ checkGit: async () => ({ version: '2.20.1', supported: false }) }),
  ],
  [
    'no git',
    'STORE_UNAVAILABLE',
    readinessOf({ checkGit: failing(new RegistryError('STORE_UNAVAILABLE', 'there is none')) }),
  ],
])('%s has a code of its own', async (_, code, check) => {
  expect((await check()).faults).toMatchObject([{ code, message: expect.stringMatching(/\w/) }]);
});

test('whoever asks at the same time is answered by one look, and who asks later by a new one', async () => {
  const looks = [deferred<void>(), deferred<void>()];
  let looked = 0;
  const check = readinessOf({ probeDisk: () => looks[looked++]!.promise });
  const asked = [check(), check(), check()];
  looks[0]!.reject(new RegistryError('STORE_FULL', 'The disk is full'));
  for (const { faults } of await Promise.all(asked)) expect(faults).toMatchObject([{ code: 'STORE_FULL' }]);
  expect(looked).toBe(1);
  looks[1]!.resolve();
  expect(await check()).toMatchObject({ faults: [] });
});

test('a fault that two checks find is told once', async () => {
  const { faults } = await readinessOf({ probeDisk: full }, { probe: full })();
  expect(faults.map(({ code }) => code)).toEqual(['STORE_FULL']);
});
