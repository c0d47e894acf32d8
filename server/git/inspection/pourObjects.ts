import { createReadStream } from 'node:fs';
import { link, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { inflateSync } from 'node:zlib';
import type { Oid } from '../../contract/names.ts';
import { type GitObject, gitObject } from '../../domain/gitObjects.ts';
import { startCatFile } from '../catFileProcess.ts';
import { isPresent, unlessMissing } from '../durable.ts';
import { type GitRuntime, outputOf, spawnReader, spawnWriter } from '../gitProcess.ts';
import { isTemporaryPackFile, packFolder, writePack } from '../packWriter.ts';
import { errnoOf } from '../storeErrors.ts';

/** Objects that are held in memory while they are rescued one by one. */
const RESCUED_BYTES = 32 * 1024 ** 2;

/**
 * Puts every object of one repository that is still what its oid says into another: whole packs as they are, and of a
 * damaged one whatever can be got out of it. Both are below one data folder.
 */
export async function pourObjects(runtime: GitRuntime, from: string, into: string): Promise<void> {
  await pourLoose(from, into);
  let isDamaged = false;
  const packs = ((await readdir(packFolder(from)).catch(unlessMissing)) ?? []).filter(
    (name) => name.endsWith('.pack') && !isTemporaryPackFile(name),
  );
  for (const name of packs) {
    const path = join(packFolder(from), name);
    if (await isPackSound(runtime, from, path)) await linkPack(path, into);
    else {
      isDamaged = true;
      await unpack(runtime, path, into);
    }
  }
  if (isDamaged) await rescueByIndex(runtime, from, into);
}

async function pourLoose(from: string, into: string): Promise<void> {
  for (const folder of (await readdir(join(from, 'objects')).catch(unlessMissing)) ?? []) {
    if (!/^[0-9a-f]{2}$/.test(folder)) continue;
    for (const name of await readdir(join(from, 'objects', folder))) {
      const path = join(from, 'objects', folder, name);
      if (!(await isLooseSound(path, `${folder}${name}`))) continue;
      await mkdir(join(into, 'objects', folder), { recursive: true });
      await linkOnce(path, join(into, 'objects', folder, name));
    }
  }
}

async function isLooseSound(path: string, oid: string): Promise<boolean> {
  try {
    const whole = inflateSync(await readFile(path));
    const end = whole.indexOf(0);
    const [type] = whole.subarray(0, end).toString('latin1').split(' ');
    return gitObject(type as GitObject['type'], whole.subarray(end + 1)).oid === oid;
  } catch {
    return false;
  }
}

async function isPackSound(runtime: GitRuntime, repo: string, path: string): Promise<boolean> {
  if (!(await isPresent(path.replace(/pack$/, 'idx')))) return false;
  return (await outputOf(spawnReader(runtime, repo, ['verify-pack', path]))).exitCode === 0;
}

async function linkPack(path: string, into: string): Promise<void> {
  // git takes a pack for real as soon as it sees the index, so the index comes last.
  for (const file of [path, path.replace(/pack$/, 'idx')])
    await linkOnce(file, join(packFolder(into), file.slice(file.lastIndexOf('/') + 1)));
}

async function linkOnce(path: string, target: string): Promise<void> {
  await link(path, target).catch((error: unknown) => {
    if (errnoOf(error) !== 'EEXIST') throw error;
  });
}

/** Reads the pack from its start, as far as it can be read. */
async function unpack(runtime: GitRuntime, path: string, into: string): Promise<void> {
  const child = spawnWriter(runtime, into, ['unpack-objects', '-q', '-r']);
  const fed = pipeline(createReadStream(path), child.stdin).catch(() => {});
  await Promise.all([outputOf(child), fed]);
}

/** Reads each object where an index says that it is: what follows a damaged one can be had only so. */
async function rescueByIndex(runtime: GitRuntime, from: string, into: string): Promise<void> {
  const args = ['cat-file', '--batch-all-objects', '--batch-check=%(objectname)'];
  const listed = await outputOf(spawnReader(runtime, from, args));
  const oids = listed.stdout.toString('latin1').split('\n').filter(Boolean) as Oid[];
  let objects: GitObject[] = [];
  let bytes = 0;
  const store = async () => {
    if (objects.length > 0) await writePack(into, objects);
    objects = [];
    bytes = 0;
  };
  let reader = startCatFile(runtime, from);
  try {
    for (const oid of oids) {
      if (!reader.usable) reader = startCatFile(runtime, from);
      const answer = await reader.ask(oid);
      if (answer.kind !== 'object') continue;
      const object = gitObject(answer.type, answer.content);
      if (object.oid !== oid) continue;
      objects.push(object);
      bytes += object.content.length;
      if (bytes > RESCUED_BYTES) await store();
    }
    await store();
  } finally {
    reader.end();
    await reader.ended;
  }
}
