import { LRUCache } from 'lru-cache';
import type { Oid, Username } from '../contract/names.ts';
import { type GitObject, gitObject, type ObjectType } from '../domain/gitObjects.ts';
import type { CatFilePool, PoolAnswer } from './catFilePool.ts';
import { type RefName, repoPath } from './layout.ts';
import { refOnDisk } from './refOnDisk.ts';
import { corrupt } from './storeErrors.ts';

/** Objects of all accounts by oid, each verified against its oid when it is read. */
export interface ObjectReader {
  /** The content of an object; throws `OBJECT_CORRUPT` where it is damaged, missing or of another type. */
  read(account: Username, oid: Oid, type: ObjectType): Promise<Uint8Array>;
  /** Whether an object can be read from the disk, whatever is in memory. */
  isOnDisk(account: Username, oid: Oid): Promise<boolean>;
  /** The oid that a ref holds, also where that object cannot be read. */
  resolve(account: Username, ref: RefName): Promise<Oid | undefined>;
  /** The oid of a folder below a commit; `undefined` where there is none, or the way to it is damaged. */
  folder(account: Username, commit: Oid, path: string): Promise<Oid | undefined>;
  /** Makes objects just written known, so that reading them needs no disk. */
  remember(account: Username, objects: Iterable<GitObject>): void;
  /** Drops all that is kept in memory. */
  forget(): void;
}

const CACHE_BYTES = 64 * 1024 * 1024;
/** What an entry costs beside its content: key, record and bookkeeping. */
const ENTRY_BYTES = 400;

/** Reads through `git cat-file`, keeping what was read last in memory. */
export function createObjectReader(
  dataDir: string,
  pool: CatFilePool,
  cacheBytes = CACHE_BYTES,
): ObjectReader {
  const cache = new LRUCache<string, GitObject>({
    maxSize: cacheBytes,
    sizeCalculation: (object) => object.content.length + ENTRY_BYTES,
  });
  const underway = new Map<string, Promise<GitObject>>();
  // Keyed by account too: an oid alone must never open what another account keeps private.
  const keyOf = (account: Username, oid: Oid) => `${account}:${oid}`;

  const load = async (account: Username, oid: Oid): Promise<GitObject> => {
    const object = verified(await pool.ask(account, oid), oid);
    if (object) return object;
    // A process that has the old packs open may miss what a new one finds.
    pool.recycle(account);
    const answer = await pool.ask(account, oid);
    const again = verified(answer, oid);
    if (!again) throw corrupt(oid, answer.kind === 'unreadable' ? answer.cause : undefined);
    return again;
  };

  const readObject = async (account: Username, oid: Oid): Promise<GitObject> => {
    const key = keyOf(account, oid);
    const known = cache.get(key);
    if (known) return known;
    const loading = underway.get(key) ?? load(account, oid).finally(() => underway.delete(key));
    underway.set(key, loading);
    const object = await loading;
    cache.set(key, object);
    return object;
  };

  return {
    async read(account, oid, type) {
      const object = await readObject(account, oid);
      if (object.type !== type) throw corrupt(oid, new Error(`it is a ${object.type}, not a ${type}`));
      return object.content;
    },
    async isOnDisk(account, oid) {
      return verified(await pool.ask(account, oid), oid) !== undefined;
    },
    async resolve(account, ref) {
      const answer = await pool.ask(account, ref);
      if (answer.kind !== 'object') return refOnDisk(repoPath(dataDir, account), ref);
      const object = verified(answer, answer.oid);
      if (object) cache.set(keyOf(account, object.oid), object);
      return answer.oid;
    },
    async folder(account, commit, path) {
      const answer = await pool.ask(account, `${commit}:${path}`);
      return answer.kind === 'object' && answer.type === 'tree'
        ? verified(answer, answer.oid)?.oid
        : undefined;
    },
    remember(account, objects) {
      for (const object of objects) cache.set(keyOf(account, object.oid), object);
    },
    forget: () => cache.clear(),
  };
}

/** git checks an object's compression, but not that its bytes are those that its oid names. */
function verified(answer: PoolAnswer, oid: Oid): GitObject | undefined {
  if (answer.kind !== 'object' || answer.oid !== oid) return undefined;
  const object = gitObject(answer.type, answer.content);
  return object.oid === oid ? object : undefined;
}
