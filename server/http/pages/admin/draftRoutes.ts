import type { Router } from 'express';
import { deleteHref } from '../../../../web/links.ts';
import { deleteDraftPage } from '../../../../web/pages/admin/deleteDraft.tsx';
import { draftPage } from '../../../../web/pages/admin/draft.tsx';
import { deleteDraft } from '../../../services/deleteDraft.ts';
import { privateGitUrl } from '../../../services/links.ts';
import { openDraft } from '../../../services/openDraft.ts';
import { readDraft } from '../../../services/readDraft.ts';
import { findingsSoon } from '../../../services/validate.ts';
import { createRenderPreview } from '../preview.ts';
import { createDraftReadme } from '../readme.ts';
import { placeOf } from './draftPlace.ts';
import { type Admin, type SignedInHandler, sentenceOf } from './signedIn.ts';

/** The page of a draft, and the question before it is deleted. */
export function bindDraftRoutes(router: Router, admin: Admin): void {
  const { stores, adminFrame, sendPage, page, form } = admin;
  const readmeOf = createDraftReadme(
    createRenderPreview(admin.highlight),
    admin.renderPreview,
    stores.patience,
  );
  router.get(
    '/admin/functions/:id',
    page(async (request, response, who) => {
      const draft = await readDraft(stores, who.actor, String(request.params.id));
      const { unchanged } = await openDraft(stores, who.actor, draft.id);
      const finding = findingsSoon(stores, who.actor, draft.id);
      const [diagnostics, readmeHtml] = await Promise.all([finding, readmeOf(draft)]);
      const gitUrl = privateGitUrl(stores.publicUrl, who.account.username);
      const shown = { draft, diagnostics, readmeHtml, privateGitUrl: gitUrl, unchanged: unchanged?.version };
      sendPage(response, draftPage({ ...adminFrame(request, response, who), ...shown }));
    }),
  );

  const ask =
    (error?: string): SignedInHandler =>
    async (request, response, who) => {
      const draft = placeOf(await openDraft(stores, who.actor, request.params.id!));
      sendPage(response, deleteDraftPage({ ...adminFrame(request, response, who), draft, error }));
    };

  router.get('/admin/functions/:id/delete', page(ask()));

  router.post(
    '/admin/functions/:id/delete',
    form(
      ({ id }) => deleteHref(id!),
      async (request, response, who) => {
        try {
          await deleteDraft(stores, who.actor, request.params.id!);
          response.redirect(303, '/admin?notice=deleted');
        } catch (error) {
          const { status, sentence } = sentenceOf(error);
          await ask(sentence)(request, response.status(status), who);
        }
      },
    ),
  );
}
