import type { Versions } from '../../server/contract/answers.ts';
import { compareHref, functionHref, userHref } from '../links.ts';
import { isPrerelease } from '../versionOrder.ts';
import { Day } from './date.tsx';

interface VersionListProps {
  author: string;
  slug: string;
  versions: Versions['versions'];
  /** The one on the page. */
  current: string;
}

/** The versions of a function in the order given, each leading to its page and to what it changed. */
export function VersionList({ author, slug, versions, current }: VersionListProps) {
  return (
    <ol class="versions">
      {versions.map(({ version, tree, date, publisher }, index) => {
        const before = versions[index + 1]?.version;
        return (
          <li key={version}>
            <a
              href={functionHref(author, slug, version)}
              aria-current={version === current ? 'page' : undefined}
            >
              {version}
            </a>
            {isPrerelease(version) && <span class="chip-quiet">prerelease</span>}
            <span class="muted">
              <Day iso={date} /> by <a href={userHref(publisher)}>{publisher}</a>
            </span>
            <span class="version-ends">
              {before !== undefined && (
                <a href={compareHref(author, slug, before, version)}>
                  Changes
                  <span class="visually-hidden">
                    {' '}
                    from {before} to {version}
                  </span>
                </a>
              )}
              <code class="oid" title={`Tree ${tree}`}>
                {tree.slice(0, 10)}
              </code>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
