import type { Request, Response, Router } from 'express';
import { draftHref, functionHref } from '../../../../web/links.ts';
import { draftPage } from '../../../../web/pages/admin/draft.tsx';
import type { Authenticated } from '../../../services/authenticate.ts';
import { deleteDraft } from '../../../services/deleteDraft.ts';
import { privateGitUrl } from '../../../services/links.ts';
import { publish } from '../../../services/publish.ts';
import { readDraft } from '../../../services/readDraft.ts';
import { validateDraft } from '../../../services/validate.ts';
import { draftReadme } from '../readme.ts';
import { type Admin, sentenceOf } from './signedIn.ts';

/** The page of a draft, and what its forms do. */
export function bindDraftRoutes(router: Router, admin: Admin): void {
  const { stores, adminFrame, sendPage, page, form } = admin;
  const showDraft = async (request: Request, response: Response, who: Authenticated, error?: string) => {
    const draft = await readDraft(stores, who.actor, String(request.params.id));
    const { diagnostics } = await validateDraft(stores, who.actor, draft.id);
    const readmeHtml = draftReadme(draft.readme, new Set(Object.keys(draft.files)));
    const gitUrl = privateGitUrl(stores.publicUrl, who.account.username);
    const shown = { draft, diagnostics, readmeHtml, privateGitUrl: gitUrl, error };
    sendPage(response, draftPage({ ...adminFrame(request, response, who), ...shown }));
  };
  /** Shows the draft again, with the reason why what was asked for was not done. */
  const refuse = async (request: Request, response: Response, who: Authenticated, error: unknown) => {
    const { status, sentence } = sentenceOf(error);
    response.status(status);
    await showDraft(request, response, who, sentence);
  };
  const backToDraft = ({ id }: Record<string, string>) => draftHref(id!);

  router.get('/admin/functions/:id', page(showDraft));

  router.post(
    '/admin/functions/:id/publish',
    form(backToDraft, async (request, response, who) => {
      const { bump } = request.body as { bump?: string };
      try {
        const asked = { bump: bump || undefined };
        const { author, slug, version } = await publish(stores, who.actor, request.params.id!, asked);
        response.redirect(303, functionHref(author, slug, version));
      } catch (error) {
        await refuse(request, response, who, error);
      }
    }),
  );

  router.post(
    '/admin/functions/:id/delete',
    form(backToDraft, async (request, response, who) => {
      try {
        await deleteDraft(stores, who.actor, request.params.id!);
        response.redirect(303, '/admin');
      } catch (error) {
        await refuse(request, response, who, error);
      }
    }),
  );
}
