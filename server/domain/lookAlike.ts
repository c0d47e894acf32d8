/** A published function's full name, and when its first version came; milliseconds since 1970. */
export interface NamedFunction {
  readonly account: string;
  readonly slug: string;
  readonly firstPublishedAt: number;
}

/** What looks the same in the letters of names, longest first. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/[-_]/g, ''],
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/[1i]/g, 'l'],
  [/0/g, 'o'],
  [/5/g, 's'],
  [/8/g, 'b'],
];

/** What is left of a name when separators and all that sets look-alike characters apart are taken away. */
export function skeletonOf(name: string): string {
  return SAME.reduce((text, [pattern, by]) => text.replace(pattern, by), name);
}

/**
 * The function of another account that came first and that this one's name is easily mistaken for: by a slug, or by an
 * account of the same slug, that differs only in look-alike characters or separators. `others` may hold the function
 * itself, and what is not like it.
 */
export function mistakenFor<T extends NamedFunction>(fn: NamedFunction, others: Iterable<T>): T | undefined {
  const slug = skeletonOf(fn.slug);
  const account = skeletonOf(fn.account);
  let first: T | undefined;
  for (const other of others) {
    if (other.account === fn.account || skeletonOf(other.slug) !== slug) continue;
    if (other.slug === fn.slug && skeletonOf(other.account) !== account) continue;
    if (other.firstPublishedAt >= (first ?? fn).firstPublishedAt) continue;
    first = other;
  }
  return first;
}
