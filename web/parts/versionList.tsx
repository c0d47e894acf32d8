import semver from 'semver';
import type { TakenDown, Versions } from '../../server/contract/answers.ts';
import { compareHref, functionHref, userHref } from '../links.ts';
import { visibleText } from '../text.ts';
import { isPrerelease } from '../versionOrder.ts';
import { Day } from './date.tsx';

interface VersionListProps {
  author: string;
  slug: string;
  versions: Versions['versions'];
  takenDown?: readonly TakenDown[] | undefined;
  /** The one on the page. */
  current: string;
}

/** The versions of a function, highest first, each leading to its page and to what it changed; those taken down say why. */
export function VersionList({ author, slug, versions, takenDown = [], current }: VersionListProps) {
  const rows = [
    ...versions.map(({ version, tree, date, publisher }, index) => ({
      version,
      row: (
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
          <VersionEnds {...{ author, slug, version, tree }} before={versions[index + 1]?.version} />
        </li>
      ),
    })),
    ...takenDown.map((one) => ({ version: one.version, row: <TakenDownRow key={one.version} {...one} /> })),
  ];
  const ordered = rows.sort((a, b) => semver.rcompare(a.version, b.version));
  return <ol class="versions">{ordered.map(({ row }) => row)}</ol>;
}

interface VersionEndsProps {
  author: string;
  slug: string;
  version: string;
  tree: string;
  /** The version that this one is compared with. */
  before: string | undefined;
}

function VersionEnds({ author, slug, version, tree, before }: VersionEndsProps) {
  return (
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
  );
}

/** There is no page to lead to: nothing of the version is left. */
function TakenDownRow({ version, takenDownAt, reason }: TakenDown) {
  return (
    <li>
      <s class="version-number">{version}</s>
      <span class="chip-quiet">taken down</span>
      <span class="muted">
        <Day iso={takenDownAt} />: <bdi>{visibleText(reason)}</bdi>
      </span>
    </li>
  );
}
