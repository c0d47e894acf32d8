import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Oid } from '../contract/names.ts';
import { movedRefs, type Refs } from '../domain/planBackup.ts';
import { removeFile } from './durable.ts';
import { endOf, type GitRuntime, outputOf, spawnReader, spawnWriter } from './gitProcess.ts';
import { publishedRef } from './layout.ts';
import { asStoreError, corrupt } from './storeErrors.ts';

/** A file that was written durably. */
export interface WrittenFile {
  readonly bytes: number;
  /** In hex. */
  readonly sha256: string;
}

const SIGNATURE = '# v2 git bundle\n';
const TAGS = 'refs/tags/';

/**
 * Writes a git bundle of the given refs, as they were listed and not as they may be by now; with a basis, of what is new
 * since then. Throws `OBJECT_CORRUPT` where an object cannot be read, and leaves no file then.
 */
export async function writeBundle(
  runtime: GitRuntime,
  repo: string,
  path: string,
  refs: Refs,
  basis: Refs = {},
): Promise<WrittenFile> {
  const moved = new Set(movedRefs(basis, refs));
  const wanted = Object.entries(refs).filter(([ref]) => !(ref in basis) || moved.has(ref));
  // Tags name commits of `published`, or ones of their own that are not asked for again.
  const known = new Set(Object.entries(basis).flatMap(([ref, oid]) => (ref.startsWith(TAGS) ? [] : [oid])));
  const file = await open(path, 'wx', 0o600);
  try {
    const written = createWriter(file);
    await written.take(Buffer.from(headerOf(wanted, known)));
    const thin = known.size > 0 ? ['--thin'] : [];
    const args = ['pack-objects', '--revs', '--stdout', '-q', '--delta-base-offset', ...thin];
    const pack = spawnReader(runtime, repo, args);
    pack.stdin.end([...wanted.map(([, oid]) => oid), ...[...known].map((oid) => `^${oid}`), ''].join('\n'));
    const [{ exitCode, stderr }] = await Promise.all([endOf(pack), written.takeAll(pack.stdout)]);
    if (exitCode !== 0) throw corrupt(repo, new Error(stderr));
    await file.sync();
    await file.close();
    return written.summary();
  } catch (error) {
    await file.close().catch(() => {});
    await removeFile(path);
    throw asStoreError(error);
  }
}

function headerOf(wanted: readonly (readonly [string, Oid])[], known: ReadonlySet<Oid>): string {
  const published = wanted.find(([ref]) => ref === publishedRef)?.[1];
  const lines = [
    ...[...known].map((oid) => `-${oid} \n`),
    ...wanted.map(([ref, oid]) => `${oid} ${ref}\n`),
    // So that a plain `git clone` of the file gives the catalogue.
    ...(published && known.size === 0 ? [`${published} HEAD\n`] : []),
  ];
  return `${SIGNATURE}${lines.join('')}\n`;
}

function createWriter(file: FileHandle) {
  const hash = createHash('sha256');
  let bytes = 0;
  const take = async (chunk: Buffer) => {
    hash.update(chunk);
    bytes += chunk.length;
    await file.writeFile(chunk);
  };
  return {
    take,
    async takeAll(stream: Readable) {
      for await (const chunk of stream) await take(chunk as Buffer);
    },
    summary: (): WrittenFile => ({ bytes, sha256: hash.digest('hex') }),
  };
}

/** Stores the objects of a bundle in a repository that has what the bundle builds on; moves no ref. Throws `OBJECT_CORRUPT`. */
export async function readBundle(runtime: GitRuntime, repo: string, path: string): Promise<void> {
  const start = await packStart(path);
  const index = spawnWriter(runtime, repo, ['index-pack', '--stdin', '--fix-thin', '--strict']);
  const copied = pipeline(createReadStream(path, { start }), index.stdin).catch(() => {});
  const [{ exitCode, stderr }] = await Promise.all([outputOf(index), copied]);
  if (exitCode !== 0) throw corrupt(path, new Error(stderr));
}

/** Where the pack begins: after the first empty line. */
async function packStart(path: string): Promise<number> {
  let header = Buffer.alloc(0);
  for await (const chunk of createReadStream(path)) {
    header = Buffer.concat([header, chunk as Buffer]);
    if (header.length < SIGNATURE.length) continue;
    if (!header.subarray(0, SIGNATURE.length).equals(Buffer.from(SIGNATURE))) break;
    const end = header.indexOf('\n\n');
    if (end >= 0) return end + 2;
  }
  throw corrupt(path, new Error('it is not a git bundle'));
}
