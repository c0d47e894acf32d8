import { RegistryError } from '../contract/errors.ts';
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

/** Throws `LIMIT_EXCEEDED` naming the file, or the sum, that is too large. */
export function assertWithinLimits(files: FunctionFiles, limits: Limits): void {
  if (files.size > limits.maxFiles) {
    throw new RegistryError(
      'LIMIT_EXCEEDED',
      `The function has ${files.size} files; the limit is ${limits.maxFiles}`,
    );
  }
  let total = 0;
  for (const [path, content] of files) {
    total += content.length;
    if (content.length > limits.maxFileBytes) {
      const message = `is ${content.length} bytes large; the limit is ${limits.maxFileBytes}`;
      throw new RegistryError('LIMIT_EXCEEDED', `The file "${path}" ${message}`, {
        details: [{ path, message }],
      });
    }
  }
  if (total > limits.maxTotalBytes) {
    throw new RegistryError(
      'LIMIT_EXCEEDED',
      `The files are ${total} bytes in all; the limit is ${limits.maxTotalBytes}`,
    );
  }
}
