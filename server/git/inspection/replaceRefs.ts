import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Refs } from '../../domain/planBackup.ts';
import { removeFile, syncPath, writeDurably } from '../durable.ts';

/**
 * Makes the given refs all that a repository has, whatever state their files are in. They are written as one packed list
 * before the single files go, so that at no moment one is missing. Only under the account's lock.
 */
export async function replaceRefs(repo: string, refs: Refs): Promise<void> {
  await writePackedRefs(repo, refs);
  await rm(join(repo, 'refs'), { recursive: true, force: true });
  for (const folder of ['refs/heads', 'refs/tags']) await mkdir(join(repo, folder), { recursive: true });
  await syncPath(repo);
}

/** Sets refs and leaves the files of all others as they are; `own` is what the files hold. Only under the account's lock. */
export async function setRefsOver(repo: string, own: Refs, refs: Refs): Promise<void> {
  await writePackedRefs(repo, { ...own, ...refs });
  // A ref's own file goes before the list.
  for (const ref of Object.keys(refs)) if (own[ref] !== refs[ref]) await removeFile(join(repo, ref));
  await syncPath(repo);
}

async function writePackedRefs(repo: string, refs: Refs): Promise<void> {
  // Without the header git looks up for itself what the tags name.
  const lines = Object.entries(refs)
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([ref, oid]) => `${oid} ${ref}\n`);
  const temporary = join(repo, 'packed-refs.new');
  await removeFile(temporary);
  await writeDurably(temporary, Buffer.from(lines.join('')));
  await rename(temporary, join(repo, 'packed-refs'));
  await syncPath(repo);
}
