import type { Status as StatusName } from '../../server/contract/answers.ts';
import { draftHref, editHref, functionHref, type OwnQuery, ownHref, publishHref } from '../links.ts';
import { visibleText } from '../text.ts';
import { Age } from './age.tsx';
import { Count } from './count.tsx';
import { NewFrom } from './newFrom.tsx';
import { originOf } from './origin.ts';
import { Status } from './status.tsx';

/** A draft or slug branch, as the list of one's own shows it. */
export interface ShownBranch {
  id: string;
  kind: 'draft' | 'slug';
  version?: string | undefined;
  status: StatusName;
  source: string;
  /** Milliseconds since 1970. */
  updatedAt: number;
}

/** A function of one's own, with as many of its branches as are shown. */
export interface ShownOwnFunction {
  slug: string;
  name: string;
  published?: { version: string; publishedAt: number; count: number } | undefined;
  branches: readonly ShownBranch[];
  /** How many more there are under the query. */
  more: number;
}

interface ItemProps {
  fn: ShownOwnFunction;
  username: string;
  csrf: string;
  query: OwnQuery;
  now: number;
}

/** One function of one's own: what is published of it, then its slug branch and its drafts. */
export function OwnFunctionItem({ fn, username, csrf, query, now }: ItemProps) {
  const { slug, name, published, branches, more } = fn;
  return (
    <li class="own">
      <div class="own-head">
        <h2 class="row-title">
          <a href={published ? functionHref(username, slug) : draftHref(branches[0]?.id ?? '')}>
            <bdi>{visibleText(name) || slug}</bdi>
          </a>
        </h2>
        <span class="row-path">{slug}</span>
        {published ? (
          <p class="own-published">
            <span class="version">{published.version}</span>
            <span>
              published <Age at={published.publishedAt} now={now} />
            </span>
            {published.count > 1 && <Count of={published.count} one="version" many="versions" />}
          </p>
        ) : (
          <p class="own-published">not published yet</p>
        )}
        {published && <NewFrom csrf={csrf} slug={slug} version={published.version} />}
      </div>
      {branches.length > 0 && (
        <ul class="own-branches">
          {branches.map((branch) => (
            <BranchLine key={branch.id} branch={branch} slug={slug} now={now} />
          ))}
        </ul>
      )}
      {more > 0 && (
        <p class="own-more">
          <a href={ownHref({ ...query, function: slug })}>
            <Count of={more} one="more draft" many="more drafts" /> of {slug}
          </a>
        </p>
      )}
    </li>
  );
}

function BranchLine({ branch, slug, now }: { branch: ShownBranch; slug: string; now: number }) {
  const { id, kind, version, status, source, updatedAt } = branch;
  return (
    <li class="own-branch">
      <span class="own-name">
        <a href={draftHref(id)}>
          {kind === 'slug' ? `functions/${slug}` : `Draft${version ? ` ${version}` : ''}`}
          <span class="visually-hidden"> {id}</span>
        </a>
        {kind === 'slug' && version && <span class="version">{version}</span>}
        <Status status={status} />
      </span>
      <span class="own-facts">
        <span>from {originOf(source)}</span>
        <Age at={updatedAt} now={now} />
        <code class="own-id" title={id} aria-hidden="true">
          …{id.slice(-6)}
        </code>
      </span>
      <span class="own-ways">
        <a href={editHref(id)}>
          Edit<span class="visually-hidden"> {id}</span>
        </a>
        {status !== 'published' && (
          <a href={publishHref(id)}>
            Publish<span class="visually-hidden"> {id}</span>
          </a>
        )}
      </span>
    </li>
  );
}
