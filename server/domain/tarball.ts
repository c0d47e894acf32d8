import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { unpackTar } from 'modern-tar';
import { RegistryError } from '../contract/errors.ts';
import { quote } from '../contract/names.ts';
import type { FileSource, ListedFile } from './fileSource.ts';

/** What a tarball may be; sizes in bytes. */
export interface TarballLimits {
  readonly maxCompressed: number;
  readonly maxUnpacked: number;
  readonly maxEntries: number;
}

export const TARBALL_LIMITS: TarballLimits = {
  maxCompressed: 32 * 1024 ** 2,
  maxUnpacked: 96 * 1024 ** 2,
  maxEntries: 20_000,
};

/** The files of an archive by their paths below its only folder. */
export type ArchivedFiles = ReadonlyMap<
  string,
  { readonly kind: ListedFile['kind']; readonly content: Uint8Array }
>;

const unzip = promisify(gunzip);

/**
 * Reads a `.tar.gz` as GitHub makes them of a commit: one folder with all there is in it, which is taken off. Throws
 * `LIMIT_EXCEEDED`, `INVALID_PATH` for what leads out of the folder, and `INVALID_FILE` for what is no such archive.
 */
export async function readTarball(
  compressed: Uint8Array,
  limits: TarballLimits = TARBALL_LIMITS,
): Promise<ArchivedFiles> {
  const { maxCompressed, maxUnpacked, maxEntries } = limits;
  if (compressed.length > maxCompressed) throw tooLarge(`is larger than ${maxCompressed} bytes`);
  const files = new Map<string, { kind: ListedFile['kind']; content: Uint8Array }>();
  let entries = 0;
  for (const { header, data } of await unpack(await decompress(compressed, maxUnpacked))) {
    entries += 1;
    if (entries > maxEntries) throw tooLarge(`holds more than ${maxEntries} files`);
    const path = pathBelowRoot(header.name);
    if (header.type === 'directory' || header.type === 'pax-global-header') continue;
    if (path === '' || files.has(path)) throw hostile(header.name);
    const kind =
      header.type === 'file' || header.type === undefined
        ? 'file'
        : header.type === 'symlink'
          ? 'symlink'
          : 'other';
    files.set(path, { kind, content: data ?? new Uint8Array() });
  }
  return files;
}

/** A folder of an archive, as the source of a function's files. */
export function archivedFolder(files: ArchivedFiles, folder: string): FileSource {
  const prefix = folder === '' ? '' : `${folder}/`;
  return {
    list: async () =>
      [...files].flatMap(([path, { kind }]) =>
        path.startsWith(prefix) ? [{ path: path.slice(prefix.length), kind }] : [],
      ),
    read: async (path) => files.get(prefix + path)?.content,
  };
}

async function decompress(compressed: Uint8Array, maxUnpacked: number): Promise<Uint8Array> {
  try {
    return await unzip(compressed, { maxOutputLength: maxUnpacked });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(`unpacks to more than ${maxUnpacked} bytes`);
    throw new RegistryError('INVALID_FILE', 'The archive is not a gzipped tar file', { cause, hint: HINT });
  }
}

async function unpack(tar: Uint8Array): ReturnType<typeof unpackTar> {
  try {
    return await unpackTar(tar, { strict: true });
  } catch (cause) {
    throw new RegistryError('INVALID_FILE', 'The archive is not a whole tar file', { cause, hint: HINT });
  }
}

const HINT = 'Try again; if it stays so, report it to whoever serves the archive.';

/** Nothing that git archives has such a name: somebody made the archive to write elsewhere. */
function pathBelowRoot(name: string): string {
  const segments = name.replace(/\/$/, '').split('/');
  const isHostile = segments.some((segment) => segment === '' || segment === '.' || segment === '..');
  if (isHostile || /[\u0000\\]/.test(name) || /^[A-Za-z]:/.test(name)) throw hostile(name);
  return segments.slice(1).join('/');
}

function hostile(name: string): RegistryError {
  return new RegistryError(
    'INVALID_PATH',
    `The archive holds ${quote(name)}, which no archive of a commit holds`,
    {
      hint: 'Nothing was imported. Do not trust whoever serves this archive.',
    },
  );
}

function tooLarge(why: string): RegistryError {
  return new RegistryError('LIMIT_EXCEEDED', `The repository's archive ${why}`, {
    hint: "Clone the repository, and push the function's folder by `aerostack functions push`.",
  });
}
