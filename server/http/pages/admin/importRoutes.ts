import type { Router } from 'express';
import { draftHref } from '../../../../web/links.ts';
import { importPage } from '../../../../web/pages/admin/import.tsx';
import { isRegistryError } from '../../../contract/errors.ts';
import { sentenceOf } from '../../../contract/sentenceOf.ts';
import { importFromGitHub } from '../../../services/importFromGitHub.ts';
import type { Admin } from './signedIn.ts';

/** The form to import a function from GitHub, and what it does. */
export function bindImportRoutes(router: Router, { stores, adminFrame, sendPage, page, form }: Admin): void {
  router.get(
    '/admin/import',
    page(async (request, response, who) =>
      sendPage(response, importPage(adminFrame(request, response, who))),
    ),
  );

  router.post(
    '/admin/import',
    form(
      () => '/admin/import',
      async (request, response, who) => {
        const { repository } = request.body as { repository?: unknown };
        const typed = typeof repository === 'string' ? repository.slice(0, 500) : '';
        try {
          const { id } = await importFromGitHub(stores, who.actor, { repository: typed }, 'web');
          response.redirect(303, draftHref(id));
        } catch (error) {
          // What is wrong there is for whoever typed it to read, a fault of GitHub's included.
          if (!isRegistryError(error) || error.status === 500) throw error;
          const sentence = sentenceOf(error);
          response.status(error.status);
          sendPage(
            response,
            importPage({ ...adminFrame(request, response, who), repository: typed, error: sentence }),
          );
        }
      },
    ),
  );
}
