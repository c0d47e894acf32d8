import { functionHref } from '../links.ts';
import type { ShownFunction } from '../pages/functionShown.ts';
import { highestVersion, isPrerelease } from '../versionOrder.ts';
import { Notice } from './notice.tsx';

/** What somebody should know before they install a version. */
export function FunctionWarnings({
  fn,
  versions,
  mistakenFor,
}: Pick<ShownFunction, 'fn' | 'versions' | 'mistakenFor'>) {
  const highest = highestVersion(versions.map(({ version }) => version));
  return (
    <>
      {mistakenFor && (
        <Notice kind="warning">
          Do not mistake this for{' '}
          <a href={functionHref(mistakenFor.author, mistakenFor.slug)}>
            {mistakenFor.author}/{mistakenFor.slug}
          </a>
          , which another author published first: the names look alike.
        </Notice>
      )}
      {highest !== undefined && highest !== fn.version && !isPrerelease(fn.version) && (
        <Notice kind="info">
          This is not the newest version.{' '}
          <a href={functionHref(fn.author_username, fn.slug)}>See {highest}</a>.
        </Notice>
      )}
      {isPrerelease(fn.version) && (
        <Notice kind="warning">
          {fn.version} is a prerelease: the release may differ from it, and it is installed only when asked
          for
          {highest !== undefined && highest !== fn.version ? (
            <>
              . <a href={functionHref(fn.author_username, fn.slug)}>See {highest}</a>.
            </>
          ) : (
            ', or while nothing stable exists.'
          )}
        </Notice>
      )}
      {!fn.license && (
        <Notice kind="warning">
          This version names no license. Without one you have no right to use it: ask {fn.author_username}{' '}
          first.
        </Notice>
      )}
    </>
  );
}
