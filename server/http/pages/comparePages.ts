import type { Router } from 'express';
import { compareHref } from '../../../web/links.ts';
import { comparePage } from '../../../web/pages/compare.tsx';
import { RegistryError } from '../../contract/errors.ts';
import { findVersion } from '../../services/browse.ts';
import { createCompareVersions } from '../../services/compareVersions.ts';
import { findExactVersion, placeVersion } from '../../services/sourceVersion.ts';
import type { PageContext } from './pageContext.ts';
import { shownChanges } from './shownChanges.ts';

/** What differs between two versions of a function. */
export function bindComparePages(
  router: Router,
  { stores, highlight, runSource, sendPublic }: PageContext,
): void {
  const compareVersions = createCompareVersions(stores, runSource);

  // A form can only put the versions into the query.
  router.get('/functions/:username/:slug/compare', async (request, response) => {
    const { username, slug } = request.params;
    const asked = (name: string) => textIn(request.query[name]);
    const to = await findVersion(stores, username, slug, asked('to'));
    const { previous } = await placeVersion(stores, username, slug, to.version);
    const from = await findVersion(stores, username, slug, asked('from') ?? previous?.version ?? to.version);
    const view = asked('view') === 'split' ? '?view=split' : '';
    response.redirect(302, compareHref(to.account, to.slug, from.version, to.version) + view);
  });

  router.get('/functions/:username/:slug/compare/:range', (request, response) =>
    sendPublic(request, response, async (frame) => {
      const { username, slug, range } = request.params as Record<'username' | 'slug' | 'range', string>;
      const [from, to, ...more] = range.split('...');
      if (!from || !to || more.length > 0)
        throw new RegistryError('NOT_FOUND', 'A comparison is named as compare/1.0.0...1.1.0');
      const before = await findExactVersion(stores, username, slug, from);
      const { version: after, all, previous } = await placeVersion(stores, username, slug, to);
      const compared = await compareVersions(before, after);
      return comparePage({
        ...{ ...frame, author: after.account, slug: after.slug },
        from: before.version,
        to: after.version,
        previous: previous?.version,
        versions: all.map((one) => one.version),
        view: request.query.view === 'split' ? 'split' : 'unified',
        files: await shownChanges(highlight, compared),
        coarse: compared.some(({ texts }) => texts?.diff.coarse),
      });
    }),
  );
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
