import type { Router } from 'express';
import { guideHref } from '../../../web/links.ts';
import { renderReadmeInColours } from '../../../web/markdown.ts';
import { apiReferencePage } from '../../../web/pages/apiReference.tsx';
import { guidePage } from '../../../web/pages/guide.tsx';
import { guidesPage } from '../../../web/pages/guides.tsx';
import { RegistryError } from '../../contract/errors.ts';
import { openApiDocument } from '../../contract/openapi.ts';
import { listQuery } from '../../contract/requests.ts';
import { parseInput } from '../parseInput.ts';
import { guideSections, searchGuides } from './guideSearch.ts';
import type { Guide } from './guides.ts';
import type { PageContext } from './pageContext.ts';

/** The guides with their search, and the reference of the HTTP API. */
export function bindDocsPages(
  router: Router,
  { highlight, sendPublic }: Pick<PageContext, 'highlight' | 'sendPublic'>,
  guides: readonly Guide[],
): void {
  const sections = guideSections(guides);
  const slugs = new Set(guides.map(({ slug }) => slug));
  // A guide names the others by their files.
  const resolveLink = (path: string) => {
    const slug = path.replace(/\.md$/, '');
    return slugs.has(slug) ? guideHref(slug) : undefined;
  };

  router.get('/docs', (request, response) =>
    sendPublic(request, response, async (frame) => {
      const { search } = parseInput(listQuery.pick({ search: true }), request.query, 'query');
      return guidesPage({ ...frame, guides, search, hits: searchGuides(sections, search ?? '') });
    }),
  );

  router.get('/docs/api', (request, response) =>
    sendPublic(request, response, async (frame) =>
      apiReferencePage({ ...frame, guides, document: openApiDocument(frame.registryUrl) }),
    ),
  );

  router.get('/docs/:slug', (request, response) =>
    sendPublic(request, response, async (frame) => {
      const guide = guides.find(({ slug }) => slug === request.params.slug);
      if (!guide) throw new RegistryError('NOT_FOUND', 'There is no such guide');
      const base = { resolveLink, resolveImage: () => undefined, keepsHeadings: true };
      const html = await renderReadmeInColours(guide.body, base, highlight);
      return guidePage({ ...frame, guides, guide, summary: guide.summary, html });
    }),
  );
}
