import { isRegistryError, RegistryError } from '../contract/errors.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT']);
const UNAVAILABLE = new Set(['EMFILE', 'ENFILE', 'EACCES', 'EPERM', 'EIO', 'EAGAIN', 'ENOMEM']);

/** The operating system's code of an error, such as `ENOENT`; `undefined` where it has none. */
export function errnoOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

/**
 * What a failed call of the operating system means to a client: `STORE_FULL`, `STORE_READ_ONLY`, `STORE_UNAVAILABLE`,
 * or the error itself where the disk is not to blame.
 */
export function asStoreError(error: unknown): unknown {
  if (isRegistryError(error)) return error;
  const code = errnoOf(error);
  if (code !== undefined && FULL.has(code)) {
    return new RegistryError('STORE_FULL', 'There is no space left to store the function', { cause: error });
  }
  if (code === 'EROFS') {
    const sentence = 'The disk of the registry takes no writes at present';
    return new RegistryError('STORE_READ_ONLY', sentence, { cause: error, retryAfter: 60 });
  }
  if (code !== undefined && UNAVAILABLE.has(code)) {
    const sentence = 'The registry cannot reach its repositories at present';
    return new RegistryError('STORE_UNAVAILABLE', sentence, { cause: error, retryAfter: 5 });
  }
  return error;
}

/** An object that cannot be read as what its oid names. */
export function corrupt(name: string, cause?: unknown): RegistryError {
  return new RegistryError('OBJECT_CORRUPT', `The object ${name} is damaged or missing`, { cause });
}

/** A client, or the git that serves it, that went away before its push was complete. */
export function goneClient(): RegistryError {
  return new RegistryError('REQUEST_TIMEOUT', 'The push ended before it was complete');
}
