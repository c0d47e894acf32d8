import { RegistryError } from '../../server/contract/errors.ts';
import { quote } from '../../server/contract/names.ts';
import { assertNoCollisions, parsePortablePath } from '../../server/contract/portablePath.ts';
import type { EditedFile, Files } from './files.ts';

/** What one function may hold; sizes in bytes. */
export interface Limits {
  readonly maxFiles: number;
  readonly maxFileBytes: number;
  readonly maxTotalBytes: number;
}

/**
 * Parses the path of a file that is to be added, or take the place of `from`. Throws `INVALID_PATH`, `LIMIT_EXCEEDED`,
 * `ALREADY_EXISTS` or `PATH_COLLISION`, as the registry would.
 */
export function newPath(text: string, files: Files, from?: string): string {
  const path = parsePortablePath(text.trim());
  if (path !== from && files.has(path)) {
    throw new RegistryError('ALREADY_EXISTS', `There is a file ${quote(path)} already`);
  }
  assertNoCollisions(
    [...files.keys()]
      .filter((one) => one !== from)
      .concat(path)
      .map(parsePortablePath),
  );
  return path;
}

/** Throws `LIMIT_EXCEEDED` where the files, with this one among them, are more than the registry takes. */
export function assertFits(path: string, file: EditedFile, files: Files, limits: Limits): void {
  const size = sizeOf(file);
  if (size > limits.maxFileBytes)
    throw tooMuch(`${quote(path)} is ${size} bytes large; the limit is ${limits.maxFileBytes}`);
  const all = new Map(files).set(path, file);
  if (all.size > limits.maxFiles)
    throw tooMuch(`These would be ${all.size} files; the limit is ${limits.maxFiles}`);
  const total = [...all.values()].reduce((sum, one) => sum + sizeOf(one), 0);
  if (total > limits.maxTotalBytes)
    throw tooMuch(`The files would be ${total} bytes in all; the limit is ${limits.maxTotalBytes}`);
}

/** Bytes of a file as it is stored. */
export function sizeOf(file: EditedFile): number {
  if (file.kind === 'text') return new TextEncoder().encode(file.text).length;
  const padding = file.base64.endsWith('==') ? 2 : file.base64.endsWith('=') ? 1 : 0;
  return (file.base64.length / 4) * 3 - padding;
}

function tooMuch(message: string): RegistryError {
  return new RegistryError('LIMIT_EXCEEDED', message, { hint: 'The operator sets the limits.' });
}
