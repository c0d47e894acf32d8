import { RegistryError } from '../../server/contract/errors.ts';
import { isVersion, quote, type Slug, type Version } from '../../server/contract/names.ts';

/** What a function states of itself. */
interface Stated {
  readonly slug: Slug;
  readonly version: Version | undefined;
}

/** What is to be done with a function. */
export type Intent =
  /** `version` is what the tag says where the function states none. */
  | { readonly kind: 'publish'; readonly version?: Version | undefined }
  | { readonly kind: 'store' }
  | { readonly kind: 'leave'; readonly why: string };

/** A tag that releases: `v<version>` all functions, `<slug>@<version>` one. */
interface Release {
  readonly slug: string | undefined;
  readonly version: Version;
}

/** Reads a tag's name; nothing where it is not the name of a release. */
export function parseReleaseTag(tag: string): Release | undefined {
  const [, slug, version = ''] = /^(?:v|([a-z0-9-]+)@)([^@]+)$/.exec(tag) ?? [];
  return isVersion(version) ? { slug, version } : undefined;
}

/**
 * Decides which functions are published and which only stored; without a tag of a release, as `publish` says. A release
 * leaves those alone that it is not of: a tag may be older than what their branches hold. Throws `TAG_MISMATCH` where
 * the tag fits none.
 */
export function planRelease(
  functions: readonly Stated[],
  { tag, publish }: { readonly tag: string | undefined; readonly publish: boolean },
): Intent[] {
  const release = tag === undefined ? undefined : parseReleaseTag(tag);
  if (tag === undefined || !release) return functions.map(() => ({ kind: publish ? 'publish' : 'store' }));
  const { slug, version } = release;
  const named = functions.filter((one) => slug === undefined || one.slug === slug);
  const fitting = named.filter((one) => one.version === undefined || one.version === version);
  if (named.length === 0) {
    const here = functions.map((one) => one.slug).join(', ');
    const message = `The tag ${quote(tag)} is of ${quote(slug ?? '')}, which is not here`;
    throw new RegistryError('TAG_MISMATCH', message, {
      hint: here ? `Here are: ${here}.` : 'There is no function here.',
    });
  }
  if (fitting.length === 0) throw mismatch(tag, version, named);
  return functions.map((one): Intent => {
    if (fitting.includes(one)) return { kind: 'publish', version: one.version ? undefined : version };
    if (named.includes(one)) return { kind: 'leave', why: `it states ${one.version}, not ${version}` };
    return { kind: 'leave', why: `the tag is of ${slug}` };
  });
}

function mismatch(tag: string, version: Version, named: readonly Stated[]): RegistryError {
  const stated = named.map((one) => `${one.slug} states ${one.version}`).join(', ');
  return new RegistryError('TAG_MISMATCH', `The tag ${quote(tag)} is of version ${version}, but ${stated}`);
}
