import type { Versions } from '../../server/contract/answers.ts';
import { functionHref, userHref } from '../links.ts';
import { isPrerelease } from '../versionOrder.ts';
import { Day } from './date.tsx';

interface VersionListProps {
  author: string;
  slug: string;
  versions: Versions['versions'];
  /** The one on the page. */
  current: string;
}

/** The versions of a function in the order given, each leading to its page. */
export function VersionList({ author, slug, versions, current }: VersionListProps) {
  return (
    <ol class="versions">
      {versions.map(({ version, tree, date, publisher }) => (
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
          <code class="oid" title={`Tree ${tree}`}>
            {tree.slice(0, 10)}
          </code>
        </li>
      ))}
    </ol>
  );
}
