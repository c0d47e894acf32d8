import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { packTar } from 'modern-tar';

/** The command line of the program that serves, as an npm package. */
export interface CommandLine {
  readonly content: Uint8Array;
  /** A hash of the content. */
  readonly etag: string;
}

export type ReadCommandLine = () => Promise<CommandLine>;

const compress = promisify(gzip);

/** The files of the pages, several times as large as all else: whoever runs a registry has them already. */
const PAGES = 'web';

/**
 * Packs the folder of the built program on the first request, and keeps it: so pipelines can run the command line of
 * this very version, from whom they send their key to anyway.
 */
export function createCommandLine(folder: string): ReadCommandLine {
  let packed: Promise<CommandLine> | undefined;
  return () => {
    packed ??= pack(folder).catch((error) => {
      packed = undefined;
      throw error;
    });
    return packed;
  };
}

async function pack(folder: string): Promise<CommandLine> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !path.startsWith(PAGES + sep));
  const files = await Promise.all(
    paths.sort().map(async (path) => ({
      name: `package/${path.split(sep).join('/')}`,
      body: await readFile(join(folder, path)),
    })),
  );
  const mtime = new Date(0);
  const tar = await packTar(
    files.map(({ name, body }) => ({
      header: { name, type: 'file' as const, size: body.length, mode: 0o755, mtime, uid: 0, gid: 0 },
      body,
    })),
  );
  const content = await compress(tar);
  return { content, etag: `"${createHash('sha256').update(content).digest('base64url')}"` };
}
