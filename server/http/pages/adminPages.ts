import type { Request, Response, Router } from 'express';
import { draftHref, functionHref } from '../../../web/links.ts';
import { draftPage } from '../../../web/pages/draft.tsx';
import { myFunctionsPage } from '../../../web/pages/myFunctions.tsx';
import { isRegistryError, type RegistryError } from '../../contract/errors.ts';
import type { Authenticated } from '../../services/authenticate.ts';
import { deleteDraft } from '../../services/deleteDraft.ts';
import { privateGitUrl } from '../../services/links.ts';
import { publish } from '../../services/publish.ts';
import { listMine, readDraft } from '../../services/readDraft.ts';
import { validateDraft } from '../../services/validate.ts';
import type { PageContext } from './pageContext.ts';
import { draftReadme } from './readme.ts';

type SignedIn = (request: Request<{ id: string }>, response: Response, who: Authenticated) => Promise<void>;

/** The pages of an author's own: the list, a draft, and what its forms do. */
export function bindAdminPages(router: Router, context: PageContext): void {
  const { stores, sessions, frameFor, sendPage } = context;

  const toLogin = (response: Response, next: string) =>
    response.redirect(303, `/login?next=${encodeURIComponent(next)}`);
  // What is not published must not be there for whoever uses the same browser next.
  const keepNothing = (response: Response) => response.set('Cache-Control', 'no-store');
  const signedIn = (handle: SignedIn) => async (request: Request, response: Response) => {
    const who = await sessions.current(request);
    if (!who) return toLogin(response, request.originalUrl);
    keepNothing(response);
    await handle(request as Request<{ id: string }>, response, who);
  };
  const form = (handle: SignedIn) => async (request: Request<{ id: string }>, response: Response) => {
    // First of all: browsers leave the session out of what another site posts.
    sessions.assertOwnSite(request);
    const who = await sessions.current(request);
    if (!who) return toLogin(response, draftHref(request.params.id));
    sessions.assertOwnForm(request);
    keepNothing(response);
    await handle(request, response, who);
  };

  const showDraft = async (
    request: Request<{ id: string }>,
    response: Response,
    who: Authenticated,
    error?: string,
  ) => {
    const draft = await readDraft(stores, who.actor, request.params.id);
    const { diagnostics } = await validateDraft(stores, who.actor, draft.id);
    const csrf = sessions.csrf(request, response);
    const viewer = { username: who.account.username, csrf };
    const frame = frameFor(request, viewer);
    const readmeHtml = draftReadme(draft.readme, new Set(Object.keys(draft.files)));
    const gitUrl = privateGitUrl(stores.publicUrl, who.account.username);
    const shown = { draft, diagnostics, readmeHtml, csrf, privateGitUrl: gitUrl, error };
    sendPage(response, draftPage({ ...frame, viewer, ...shown }));
  };

  router.get(
    '/admin',
    signedIn(async (request, response, who) => {
      const { functions } = await listMine(stores, who.actor);
      const viewer = { username: who.account.username, csrf: sessions.csrf(request, response) };
      sendPage(response, myFunctionsPage({ ...frameFor(request, viewer), viewer, functions }));
    }),
  );

  router.get(
    '/admin/functions/:id',
    signedIn((request, response, who) => showDraft(request, response, who)),
  );

  router.post(
    '/admin/functions/:id/publish',
    form(async (request, response, who) => {
      const { bump } = request.body as { bump?: string };
      try {
        const { author, slug, version } = await publish(stores, who.actor, request.params.id, {
          bump: bump || undefined,
        });
        response.redirect(303, functionHref(author, slug, version));
      } catch (error) {
        if (!isRegistryError(error) || error.status >= 500 || error.status === 404) throw error;
        response.status(error.status);
        await showDraft(request, response, who, sentence(error));
      }
    }),
  );

  router.post(
    '/admin/functions/:id/delete',
    form(async (request, response, who) => {
      try {
        await deleteDraft(stores, who.actor, request.params.id);
        response.redirect(303, '/admin');
      } catch (error) {
        if (!isRegistryError(error, 'PUBLISHED')) throw error;
        response.status(error.status);
        await showDraft(request, response, who, sentence(error));
      }
    }),
  );
}

function sentence({ message, hint }: RegistryError): string {
  return `${message}. ${hint}`;
}
