import { archiveHref, cloneUrl, functionHref } from '../links.ts';
import type { FunctionSummary } from '../pages/functionShown.ts';
import { Command } from './command.tsx';
import { Icon } from './icon.tsx';

/** The ways to have a version's source, and what identifies it. */
export function SourceLinks({ fn, registryUrl }: { fn: FunctionSummary; registryUrl: string }) {
  const { author_username: author, slug, version } = fn;
  return (
    <>
      <Command
        label={`All that ${author} has published`}
        line={`git clone ${cloneUrl(registryUrl, author)}`}
      />
      <Command label="The tree of this version" line={fn.tree} />
      <ul class="side-links">
        <li>
          <a href={archiveHref(author, slug, version)}>
            <Icon name="download" /> Download as .tar.gz
          </a>
        </li>
        <li>
          <a href={`${functionHref(author, slug)}/feed.atom`}>
            <Icon name="feed" /> Feed of new versions
          </a>
        </li>
      </ul>
    </>
  );
}
