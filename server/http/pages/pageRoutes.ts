import express, { type ErrorRequestHandler, type Express, Router } from 'express';
import { errorPage } from '../../../web/pages/error.tsx';
import type { Highlight } from '../../services/highlight.ts';
import type { InstallManifests } from '../../services/installManifest.ts';
import { createPublishedNames, type PublishedNames } from '../../services/publishedNames.ts';
import type { RunSourceJob } from '../../services/sourceJobs.ts';
import type { Stores } from '../../services/stores.ts';
import { noteError, notFound, withoutKeys } from '../errors.ts';
import { requestIdOf } from '../requestContext.ts';
import type { Throttles } from '../throttle.ts';
import { bindAdminRoutes, bindEditor } from './admin/adminRoutes.ts';
import { createAdmin } from './admin/signedIn.ts';
import type { PageAssets } from './assets.ts';
import { bindBadgeRoute } from './badgeRoute.ts';
import { bindBlamePages } from './blamePages.ts';
import { bindComparePages } from './comparePages.ts';
import { bindCrawlerRoutes } from './crawlerRoutes.ts';
import { bindDocsPages } from './docsPages.ts';
import { bindFeedRoutes } from './feedRoutes.ts';
import { bindFunctionPages } from './functionPages.ts';
import type { Guide } from './guides.ts';
import { bindHistoryPages } from './historyPages.ts';
import { bindHubPages } from './hubPages.ts';
import { bindLoginPages } from './loginPages.ts';
import type { PageContext } from './pageContext.ts';
import type { RenderPreview } from './preview.ts';
import { createSendPublic } from './publicPage.ts';
import { bindRegisterPages } from './registerPages.ts';
import type { Sessions } from './session.ts';
import { bindSetPasswordPages } from './setPasswordPages.ts';
import { bindSourcePages } from './sourcePages.ts';
import { bindStarRoutes } from './starRoutes.ts';
import { leftOf, suggestionsFor } from './suggestions.ts';
import type { Templates } from './templates.ts';
import { themeOf } from './theme.ts';

const FORM_LIMIT = '16kb';

/** What the pages need. */
export interface PageOptions {
  readonly stores: Stores;
  readonly manifests: InstallManifests;
  readonly highlight: Highlight;
  readonly runSource: RunSourceJob;
  readonly assets: PageAssets;
  readonly guides: readonly Guide[];
  readonly templates: Templates;
  readonly renderPreview: RenderPreview;
  readonly sessions: Sessions;
  readonly registration: 'open' | 'closed';
  readonly throttles: Throttles;
}

/** Adds every page, and the page that stands for an error. */
export function bindPages(app: Express, options: PageOptions): void {
  const { stores, manifests, highlight, runSource, renderPreview, assets, guides, templates } = options;
  const { sessions, registration, throttles } = options;
  const frameFor: PageContext['frameFor'] = (request, viewer) => ({
    ...{ assets, viewer, theme: themeOf(request), registryUrl: stores.publicUrl },
  });
  const shared: Omit<PageContext, 'sendPublic'> = {
    ...{
      stores,
      manifests,
      highlight,
      runSource,
      renderPreview,
      templates,
      sessions,
      registration,
      frameFor,
    },
    editor: assets.editor,
    async frameOf(request, response) {
      const who = await sessions.current(request);
      return frameFor(
        request,
        who && { username: who.account.username, csrf: sessions.csrf(request, response) },
      );
    },
    sendPage(response, html) {
      response
        .set({
          'Content-Type': 'text/html; charset=utf-8',
          'Cache-Control': response.get('Cache-Control') ?? 'private, no-cache',
        })
        .send(html);
    },
  };
  const context: PageContext = { ...shared, sendPublic: createSendPublic(shared) };
  const router = Router({ caseSensitive: true });
  bindEditor(router, context);
  router.use(express.urlencoded({ extended: false, limit: FORM_LIMIT }));
  const names = createPublishedNames(stores);
  bindHubPages(router, context, names);
  bindFunctionPages(router, context, names);
  bindDocsPages(router, context, guides);
  bindFeedRoutes(router, stores);
  bindCrawlerRoutes(router, stores, names, guides);
  bindBadgeRoute(router, stores);
  bindSourcePages(router, context);
  bindBlamePages(router, context);
  bindHistoryPages(router, context);
  bindComparePages(router, context);
  bindLoginPages(router, context, throttles);
  bindRegisterPages(router, context, throttles);
  bindSetPasswordPages(router, context, throttles);
  bindStarRoutes(router, createAdmin(context));
  bindAdminRoutes(router, context, throttles);
  const asPage: ErrorRequestHandler = async (thrown, request, response, next) => {
    if (response.headersSent) return next(thrown);
    const error = noteError(thrown, request, response);
    const page = {
      // Whoever is signed in stays so on this page, unless the fault is that it cannot be known.
      ...(await context.frameOf(request, response).catch(() => frameFor(request, undefined))),
      status: error.status,
      title: titleOf(error.status),
      message: `${withoutKeys(error.message)}.`,
      hint: error.hint,
      requestId: requestIdOf(request),
      ...(await suggestedFor(error.status, request.path, names)),
    };
    response.status(error.status).type('html').send(errorPage(page));
  };
  app.use(router, notFound, asPage);
}

function titleOf(status: number): string {
  if (status === 404) return 'Not found';
  if (status === 410) return 'Taken down';
  return status >= 500 ? 'Something went wrong' : 'That did not work';
}

/** An error's page must be shown, whatever is wrong with the index. */
async function suggestedFor(status: number, path: string, names: PublishedNames) {
  if (status === 404) return { suggestions: await suggestionsFor(path, names).catch(() => []) };
  if (status !== 410) return {};
  return { suggested: 'What is left of it', suggestions: await leftOf(path, names).catch(() => []) };
}
