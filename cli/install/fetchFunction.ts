import type { Client } from '../../server/contract/client.ts';
import { RegistryError } from '../../server/contract/errors.ts';
import type { Oid, PortablePath } from '../../server/contract/names.ts';
import { blobOid, treeOid } from '../git/treeOid.ts';
import { type Asked, type CheckedManifest, checkManifest } from './checkManifest.ts';

/** A version as the registry has it: its checked manifest, and all of its files, which hash to the manifest's tree. */
export interface FetchedFunction {
  readonly manifest: CheckedManifest;
  readonly files: ReadonlyMap<PortablePath, Uint8Array>;
}

const MAX_ASSET_BYTES = 64 * 1024 ** 2;

/**
 * Fetches a version, checks every field of the answer and every byte of its files. `count` lets the registry count an
 * install. Throws `UNSAFE_MANIFEST`, `TREE_MISMATCH`, `NOT_FOUND`, `NETWORK`, `BAD_ANSWER`.
 */
export async function fetchFunction(
  client: Client,
  asked: Asked,
  options: { count: boolean },
): Promise<FetchedFunction> {
  const { author, slug, range } = asked;
  const query = { version: range };
  const headers: Record<string, string> = options.count ? { 'X-Aerostack-Install': '1' } : {};
  const answer = author
    ? await client.install({ params: { username: author, slug }, query, headers })
    : await client.installUnscoped({ params: { slug }, query, headers });
  const manifest = checkManifest(answer, asked);
  const files = new Map<PortablePath, Uint8Array>();
  for (const [path, { content, oid }] of manifest.texts) {
    await assertOid(path, content, oid);
    files.set(path, content);
  }
  let total = 0;
  for (const [path, { oid, size }] of manifest.assets) {
    total += size;
    if (total > MAX_ASSET_BYTES)
      throw new RegistryError('UNSAFE_MANIFEST', 'The images of the function are too large');
    const content = await client.download(rawPath(manifest, path));
    await assertOid(path, content, oid);
    files.set(path, content);
  }
  const tree = await treeOid(files);
  if (tree === manifest.tree) return { manifest, files };
  const { author: from, version } = manifest;
  throw new RegistryError(
    'TREE_MISMATCH',
    `The files of ${from}/${slug}@${version} hash to ${tree}, not to ${manifest.tree}`,
  );
}

function rawPath({ author, slug, version }: CheckedManifest, path: PortablePath): string {
  return `/raw/${author}/${slug}@${version}/${path.split('/').map(encodeURIComponent).join('/')}`;
}

async function assertOid(path: PortablePath, content: Uint8Array, named: Oid): Promise<void> {
  const oid = await blobOid(content);
  if (oid !== named)
    throw new RegistryError('TREE_MISMATCH', `The file "${path}" hashes to ${oid}, not to ${named}`);
}
