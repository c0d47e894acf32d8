import { RegistryError } from '../contract/errors.ts';
import { MANIFEST_PATH } from '../contract/manifest.ts';
import type { FunctionFiles } from './gitObjects.ts';

/** What one function may hold; sizes in bytes. */
export interface Limits {
  readonly maxFiles: number;
  readonly maxFileBytes: number;
  readonly maxTotalBytes: number;
}

export const DEFAULT_LIMITS: Limits = {
  maxFiles: 200,
  maxFileBytes: 1024 ** 2,
  maxTotalBytes: 5 * 1024 ** 2,
};

/** Whatever the operator allows for other files: this one is parsed, searched and edited on nearly every request. */
const MAX_MANIFEST_BYTES = 64 * 1024;

/** Throws `LIMIT_EXCEEDED` where there are too many files. */
export function assertFileCount(count: number, { maxFiles }: Limits): void {
  if (count <= maxFiles) return;
  throw new RegistryError('LIMIT_EXCEEDED', `The function has ${count} files; the limit is ${maxFiles}`);
}

/** Throws `LIMIT_EXCEEDED` where the aerostack.json among the files is too large to be read. */
export function assertManifestSize(files: FunctionFiles): void {
  const size = files.get(MANIFEST_PATH)?.length ?? 0;
  if (size > MAX_MANIFEST_BYTES) throw tooLarge(MANIFEST_PATH, size, MAX_MANIFEST_BYTES);
}

/** Throws `LIMIT_EXCEEDED` naming the file, or the sum, that is too large. */
export function assertWithinLimits(files: FunctionFiles, limits: Limits): void {
  assertFileCount(files.size, limits);
  assertManifestSize(files);
  let total = 0;
  for (const [path, content] of files) {
    total += content.length;
    assertFileSize(path, content.length, limits);
  }
  if (total > limits.maxTotalBytes) {
    throw new RegistryError(
      'LIMIT_EXCEEDED',
      `The files are ${total} bytes in all; the limit is ${limits.maxTotalBytes}`,
    );
  }
}

/** Throws `LIMIT_EXCEEDED` where one file is too large. */
export function assertFileSize(path: string, size: number, { maxFileBytes }: Limits): void {
  if (size > maxFileBytes) throw tooLarge(path, size, maxFileBytes);
}

function tooLarge(path: string, size: number, limit: number): RegistryError {
  const message = `is ${size} bytes large; the limit is ${limit}`;
  return new RegistryError('LIMIT_EXCEEDED', `The file "${path}" ${message}`, {
    details: [{ path, message }],
  });
}
