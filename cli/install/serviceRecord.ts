import type { CheckedManifest } from './checkManifest.ts';

/** `author/slug`, as aerostack.toml names where a service came from. */
export function sourceOf({ author, slug }: { author: string; slug: string }): string {
  return `${author}/${slug}`;
}

/** What the installer writes down about a service in its folder. */
export function recordOf(manifest: CheckedManifest, installedAt: string): Uint8Array {
  const { name, slug, version, author, routeExport = '', routePath = '', drizzleSchema = '' } = manifest;
  const { npmDependencies, envVars, commit, tree } = manifest;
  const record = {
    name,
    slug,
    version,
    author,
    routeExport,
    routePath,
    npmDependencies,
    envVars,
    drizzleSchema,
  };
  return Buffer.from(`${JSON.stringify({ ...record, commit, tree, installedAt }, null, 2)}\n`);
}
