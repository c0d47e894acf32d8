import { createHash } from 'node:crypto';
import { type Manifest, parseManifest } from '../contract/manifest.ts';
import type { FunctionId, Oid, PortablePath, Slug, Username, Version } from '../contract/names.ts';
import type { IndexedVersion } from './indexRows.ts';

/** An object id made from any text. */
export function oidOf(text: string): Oid {
  return createHash('sha1').update(text).digest('hex') as Oid;
}

/** A version named `account/slug@version`, its other facts derived from that name. */
export function indexedVersion(
  spec: string,
  {
    publishedAt = 1_000,
    readme = '',
    ...fields
  }: Partial<Record<keyof Manifest, unknown>> & { publishedAt?: number; readme?: string } = {},
): IndexedVersion {
  const [account, slug, version] = spec.split(/[/@]/) as [Username, Slug, Version];
  return {
    account,
    slug,
    version,
    functionId: `fn_${oidOf(`id ${account}/${slug}`).slice(0, 32)}` as FunctionId,
    source: 'cli',
    publisher: account,
    publishedAt,
    tagOid: oidOf(`tag ${spec}`),
    commit: oidOf(`commit ${spec}`),
    tree: oidOf(`tree ${spec}`),
    readme,
    files: new Map([['index.ts' as PortablePath, oidOf(`index.ts ${spec}`)]]),
    manifest: parseManifest({
      name: slug,
      version,
      description: `About ${slug}`,
      category: 'utility',
      ...fields,
    }),
  };
}
