import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Username } from '../../contract/names.ts';
import type { Refs } from '../../domain/planBackup.ts';
import { administer } from '../administration.ts';
import { readBundle } from '../bundle.ts';
import { isPresent, removeFile, syncPath, unlessMissing } from '../durable.ts';
import type { GitRuntime } from '../gitProcess.ts';
import { mirrorPath, publishedRef, repoPath } from '../layout.ts';
import { packFolder } from '../packWriter.ts';
import { createUnfinishedRepository } from '../repoCreation.ts';
import { chooseRefs } from './chooseRefs.ts';
import { pourObjects } from './pourObjects.ts';
import { readRawRefs } from './rawRefs.ts';
import { replaceRefs, setRefsOver } from './replaceRefs.ts';

/** Where an account's repository can be mended from, beside itself and its mirror. */
export interface MendingSources {
  /** What the index knows of `published` and of tags. */
  readonly indexed: Refs;
  /** Of a backup: its bundles in their order, and the refs that they end with. */
  readonly backup?: { readonly bundles: readonly string[]; readonly refs: Refs } | undefined;
}

/**
 * Mends a repository as far as it can be: gathers every sound object from it, from the mirror and from a backup beside it,
 * finds for each ref what it holds or held, and replaces what is damaged. What no ref needs stays out, unless refs were
 * lost. While a ref remains that cannot be completed, nothing that is there is removed. Only under the account's lock;
 * killed midway, it can be run again.
 */
export async function mendRepository(
  runtime: GitRuntime,
  account: Username,
  { indexed, backup }: MendingSources,
): Promise<void> {
  const repo = repoPath(runtime.dataDir, account);
  const mirror = mirrorPath(runtime.dataDir, account);
  const unfinished = await createUnfinishedRepository(runtime, account);
  try {
    for (const place of [repo, mirror])
      if (await isPresent(place)) await pourObjects(runtime, place, unfinished);
    for (const bundle of backup?.bundles ?? []) await readBundle(runtime, unfinished, bundle);
    const own = await readRawRefs(repo);
    const mirrored = await readRawRefs(mirror);
    const isListLost = own.damaged.includes('packed-refs') || !(publishedRef in own.refs);
    const { refs, open } = await chooseRefs(runtime, unfinished, {
      ...{ own: own.refs, damaged: own.damaged, isListLost },
      others: [indexed, mirrored.refs, backup?.refs ?? {}],
    });
    await replaceRefs(unfinished, refs);
    // What no ref reaches may be what nobody remembers the ref of.
    const unreached = isListLost ? ['-k'] : [];
    await administer(runtime, unfinished).raw('repack', '-q', '-n', '-a', '-d', ...unreached);
    if (!(await isPresent(repo))) {
      if (Object.keys(refs).length === 0) return;
      await rename(unfinished, repo);
      await syncPath(dirname(repo));
      return;
    }
    await replaceFiles(unfinished, repo);
    const packs = await movePacks(unfinished, repo);
    if (open.length > 0) return await setRefsOver(repo, own.refs, refs);
    await replaceRefs(repo, refs);
    await removeOtherObjects(repo, packs);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** The files that make a folder a repository are the same for all. */
async function replaceFiles(from: string, repo: string): Promise<void> {
  await rename(join(from, 'HEAD'), join(repo, 'HEAD'));
  await rename(join(from, 'config'), join(repo, 'config'));
  for (const folder of ['objects/pack', 'objects/info', 'refs/heads', 'refs/tags'])
    await mkdir(join(repo, folder), { recursive: true });
  await syncPath(repo);
}

/** Moves what was packed into place, and names it. */
async function movePacks(from: string, repo: string): Promise<Set<string>> {
  const names = (await readdir(packFolder(from))).filter((name) => /\.(?:pack|idx)$/.test(name));
  // git takes a pack for real as soon as it sees the index, so the index comes last.
  for (const name of names.sort().reverse())
    await rename(join(packFolder(from), name), join(packFolder(repo), name));
  await syncPath(packFolder(repo));
  return new Set(names);
}

/** All that refs reach is in the packs to keep. */
async function removeOtherObjects(repo: string, kept: ReadonlySet<string>): Promise<void> {
  const others = (await readdir(packFolder(repo))).filter((name) => !kept.has(name));
  for (const name of others) await removeFile(join(packFolder(repo), name));
  for (const name of (await readdir(join(repo, 'objects')).catch(unlessMissing)) ?? [])
    if (/^[0-9a-f]{2}$/.test(name)) await rm(join(repo, 'objects', name), { recursive: true, force: true });
}
