import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Username } from '../../contract/names.ts';
import { unlessMissing } from '../../git/durable.ts';
import type { BackupManifest } from './manifest.ts';

/** A file as a backup's manifest names it. */
export interface BackupFile {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** The folder of an account's bundles in a backup. */
export function bundlesFolder(folder: string, account: Username): string {
  return join(folder, 'git', account);
}

/** The SHA-256 of a file's content, in hex. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Whether a file is there as it was written: as long, and with `thorough` also the same bytes. */
export async function isWhole(folder: string, one: BackupFile, thorough: boolean): Promise<boolean> {
  const path = join(folder, one.file);
  const found = await stat(path).catch(unlessMissing);
  if (found?.size !== one.bytes) return false;
  return !thorough || (await sha256Of(path)) === one.sha256;
}

/** Removes from a backup what its manifest does not name: what an interrupted one wrote, or a later one replaced. */
export async function sweepBackup(folder: string, manifest: BackupManifest | undefined): Promise<void> {
  for (const name of await readdir(folder)) {
    const isOurs = /^accounts-\d+\.db(?:-\w+)?$|^manifest\.json\..*\.tmp$/.test(name);
    if (isOurs && name !== manifest?.database.file) await rm(join(folder, name), { force: true });
  }
  const entries = await readdir(join(folder, 'git'), { withFileTypes: true }).catch(unlessMissing);
  // Other files are somebody else's, as those that a file manager leaves; links may lead anywhere.
  const accounts = (entries ?? []).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  for (const account of accounts as Username[]) {
    const named = new Set(manifest?.accounts[account]?.bundles.map(({ file }) => file));
    const inside = bundlesFolder(folder, account);
    for (const name of await readdir(inside))
      if (name.endsWith('.bundle') && !named.has(name)) await rm(join(inside, name));
    if (named.size === 0) await rm(inside, { recursive: true, force: true });
  }
}
