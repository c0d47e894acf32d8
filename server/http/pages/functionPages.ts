import type { Router } from 'express';
import { functionHref } from '../../../web/links.ts';
import { functionPage } from '../../../web/pages/function.tsx';
import { versionQuery } from '../../contract/requests.ts';
import { readFunctionView } from '../../services/functionView.ts';
import type { PublishedNames } from '../../services/publishedNames.ts';
import { hasStarred } from '../../services/stars.ts';
import { createVersionContents } from '../../services/versionContent.ts';
import { parseInput } from '../parseInput.ts';
import { splitSpec } from './functionSpec.ts';
import type { PageContext } from './pageContext.ts';
import { createPublishedReadme } from './readme.ts';

/** The page of a function, of its newest version or of a named one. */
export function bindFunctionPages(
  router: Router,
  { stores, highlight, runSource, sendPublic }: PageContext,
  names: PublishedNames,
): void {
  const contents = createVersionContents(stores, runSource);
  const readmeOf = createPublishedReadme(highlight, stores);

  router.get('/functions/:username/:spec', (request, response) =>
    sendPublic(request, response, async (frame) => {
      const { slug, version: named } = splitSpec(String(request.params.spec));
      const { version: asked = named } = parseInput(versionQuery, request.query, 'query');
      const username = String(request.params.username);
      const view = await readFunctionView({ stores, contents, names }, username, slug, asked);
      const { author_username: author, version } = view.fn;
      // A range, or a version in the query, as links had it once, is not the version's own address.
      if (asked !== undefined && (asked !== named || asked !== version)) {
        response.redirect(302, functionHref(author, view.fn.slug, version));
        return undefined;
      }
      const { viewer } = frame;
      const starred = viewer && (await hasStarred(stores, viewer.username, author, view.fn.slug));
      // Whoever is not signed in as the author has published nothing just now, whatever a link says.
      const notice = viewer?.username === author ? noticeOf(request.query.notice, version) : undefined;
      return functionPage({ ...frame, ...view, starred, notice, readmeHtml: await readmeOf(view) });
    }),
  );
}

function noticeOf(what: unknown, version: string): string | undefined {
  if (what === 'published') return `${version} is published.`;
  if (what === 'unchanged') return `${version} was published before, with these files: nothing was changed.`;
  return undefined;
}
