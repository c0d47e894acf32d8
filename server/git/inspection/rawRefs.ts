import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isOid, type Oid } from '../../contract/names.ts';
import type { Refs } from '../../domain/planBackup.ts';
import { readIfPresent, unlessMissing } from '../durable.ts';
import { parseBranchRef, parseTagRef, publishedRef } from '../layout.ts';

/** The refs that a repository's files hold, and those files that hold none. */
export interface RawRefs {
  readonly refs: Refs;
  /** Paths below the repository; of a loose ref, its full name. */
  readonly damaged: readonly string[];
}

/** Reads the refs' own files: git stops at the first that is damaged, or leaves it out. */
export async function readRawRefs(repo: string): Promise<RawRefs> {
  const refs: Record<string, Oid> = {};
  const damaged: string[] = [];
  const packed = await readIfPresent(join(repo, 'packed-refs'));
  for (const line of packed?.split('\n') ?? []) {
    if (line === '' || line.startsWith('#') || /^\^[0-9a-f]{40}$/.test(line)) continue;
    const [, oid, ref] = /^([0-9a-f]{40}) (refs\/\S+)$/.exec(line) ?? [];
    if (oid !== undefined && ref !== undefined) refs[ref] = oid as Oid;
    else if (!damaged.includes('packed-refs')) damaged.push('packed-refs');
  }
  // A last line that was cut off may still look like one.
  if (packed !== undefined && packed !== '' && !packed.endsWith('\n')) damaged.push('packed-refs');
  const entries = await readdir(join(repo, 'refs'), { recursive: true, withFileTypes: true }).catch(
    unlessMissing,
  );
  for (const entry of entries ?? []) {
    if (!entry.isFile() || entry.name.endsWith('.lock')) continue;
    const ref = join(entry.parentPath, entry.name).slice(repo.length + 1);
    const text = (await readFile(join(repo, ref), 'latin1')).replace(/\n$/, '');
    if (isOid(text)) refs[ref] = text;
    else {
      delete refs[ref];
      damaged.push(ref);
    }
  }
  return { refs, damaged: [...new Set(damaged)] };
}

/** Whether a ref is of a kind that the registry makes. */
export function isDeclaredRef(ref: string): boolean {
  return (
    [publishedRef, 'refs/heads/advisories'].includes(ref) ||
    ref.startsWith('refs/heads/proposals/') ||
    parseBranchRef(ref) !== undefined ||
    parseTagRef(ref) !== undefined
  );
}
