import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isRegistryError, RegistryError } from '../contract/errors.ts';
import { probeDisk } from './diskProbe.ts';
import { asSpawnError } from './gitProcess.ts';
import { asStoreError } from './storeErrors.ts';
import { temporaryFolder } from './storeFixture.testing.ts';

const failing = (code: string) => Object.assign(new Error('failed'), { code });

test.each([
  ['ENOSPC', 'STORE_FULL', 507],
  ['EDQUOT', 'STORE_FULL', 507],
  ['EMFILE', 'STORE_UNAVAILABLE', 503],
  ['EROFS', 'STORE_READ_ONLY', 503],
  ['EACCES', 'STORE_UNAVAILABLE', 503],
  ['EIO', 'STORE_UNAVAILABLE', 503],
] as const)('%s of the operating system is %s to a client', (errno, code, status) => {
  const cause = failing(errno);
  expect(asStoreError(cause)).toMatchObject({ code, status, cause });
});

test('errors that the disk is not to blame for stay what they are', () => {
  const refusal = new RegistryError('REF_MOVED', 'moved');
  const unknown = failing('EINVAL');
  expect(asStoreError(refusal)).toBe(refusal);
  expect(asStoreError(unknown)).toBe(unknown);
});

test('a missing git makes the store unavailable', () => {
  expect(isRegistryError(asSpawnError(failing('ENOENT')), 'STORE_UNAVAILABLE')).toBe(true);
});

test('the probe of a disk that can be written leaves nothing, and throws for a folder that cannot be', async () => {
  const folder = await temporaryFolder();
  await expect(probeDisk(folder)).resolves.toBeUndefined();
  await chmod(folder, 0o755);
  await expect(probeDisk(join(folder, 'missing'))).rejects.toMatchObject({ code: 'ENOENT' });
});
