import type { Response, Router } from 'express';
import { atomFeed, type FeedEntry } from '../../../web/feeds/atomFeed.ts';
import { functionHref, userHref } from '../../../web/links.ts';
import { parseUsername } from '../../contract/names.ts';
import { findVersion } from '../../services/browse.ts';
import { readAccountPage } from '../../services/readAccountPage.ts';
import type { Stores } from '../../services/stores.ts';

const MOST_ENTRIES = 50;

type Recent = Awaited<ReturnType<Stores['index']['recentVersions']>>;

/** The Atom feeds of new versions: of all functions, of an author, of one function. */
export function bindFeedRoutes(router: Router, stores: Stores): void {
  const { index } = stores;
  const send = (response: Response, title: string, page: string, self: string, recent: Recent) => {
    response.set({
      'Content-Type': 'application/atom+xml; charset=utf-8',
      'Cache-Control': 'public, max-age=300',
    });
    response.send(
      atomFeed({ registryUrl: stores.publicUrl, title, page, self, entries: recent.map(entryOf) }),
    );
  };

  router.get('/feed.atom', async (_request, response) => {
    const recent = await index.recentVersions({ limit: MOST_ENTRIES });
    send(response, 'New versions of all functions', '/functions?sort=recent', '/feed.atom', recent);
  });

  router.get('/users/:username/feed.atom', async (request, response) => {
    const { username } = await readAccountPage(stores, String(request.params.username), undefined);
    const recent = await index.recentVersions({ account: parseUsername(username), limit: MOST_ENTRIES });
    const page = userHref(username);
    send(response, `New versions by ${username}`, page, `${page}/feed.atom`, recent);
  });

  router.get('/functions/:username/:slug/feed.atom', async (request, response) => {
    const { account, slug } = await findVersion(
      stores,
      String(request.params.username),
      String(request.params.slug),
    );
    const recent = await index.recentVersions({ account, slug, limit: MOST_ENTRIES });
    const page = functionHref(account, slug);
    send(response, `New versions of ${account}/${slug}`, page, `${page}/feed.atom`, recent);
  });
}

function entryOf({ account, publishedAt, ...rest }: Recent[number]): FeedEntry {
  return { ...rest, author: account, date: new Date(publishedAt).toISOString() };
}
