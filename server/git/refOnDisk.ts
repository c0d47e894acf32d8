import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isOid, type Oid } from '../contract/names.ts';
import { readIfPresent, unlessMissing } from './durable.ts';
import type { RefName } from './layout.ts';

/**
 * The oid that a ref's file holds. It tells a ref whose object cannot be read from one that does not exist, which
 * `git cat-file` reports alike.
 */
export async function refOnDisk(repo: string, ref: RefName): Promise<Oid | undefined> {
  // In this order: packing refs writes the packed one before it deletes the loose one.
  const loose = (await readIfPresent(join(repo, ref)).catch(unlessFolder))?.trim();
  if (loose !== undefined && isOid(loose)) return loose;
  const packed = await readFile(join(repo, 'packed-refs')).catch(unlessMissing);
  const at = packed?.indexOf(` ${ref}\n`) ?? -1;
  if (!packed || at < 40) return undefined;
  const oid = packed.toString('latin1', at - 40, at);
  return isOid(oid) ? oid : undefined;
}

function unlessFolder(error: unknown): undefined {
  if ((error as { code?: unknown }).code === 'EISDIR') return undefined;
  throw error;
}
