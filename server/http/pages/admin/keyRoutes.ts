import { randomBytes } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { changeKeyPage } from '../../../../web/pages/admin/changeKey.tsx';
import { keysPage } from '../../../../web/pages/admin/keys.tsx';
import { madeKeyPage } from '../../../../web/pages/admin/madeKey.tsx';
import { newKeyPage, type TypedKey } from '../../../../web/pages/admin/newKey.tsx';
import type { CreatedKey } from '../../../contract/answers.ts';
import { isRegistryError, RegistryError } from '../../../contract/errors.ts';
import type { Authenticated } from '../../../services/authenticate.ts';
import { createKey, listKeys, revokeKey, rotateKey } from '../../../services/keys.ts';
import { gitUrl } from '../../../services/links.ts';
import { ownSlugs } from '../../../services/ownSlugs.ts';
import { doneNotice } from './doneNotice.ts';
import { formIdOf, NEW_KEY, parseKeyForm, typedKey } from './keyForm.ts';
import { type Admin, sentenceOf } from './signedIn.ts';

const PAGE = '/admin/keys';
const DONE = {
  revoked: 'The key is revoked: it has stopped working.',
  'made-before':
    'That form was sent before: its key was made, and its secret shown, then. Rotate the key if you have not copied it.',
};

/** The pages of somebody's keys, and what their forms do. A key's secret is in the answer to the form that made it, and nowhere else. */
export function bindKeyRoutes(router: Router, admin: Admin): void {
  const { stores, adminFrame, sendPage, page, form } = admin;
  const done = (what: keyof typeof DONE) => `${PAGE}?done=${what}`;
  const newFormId = () => randomBytes(16).toString('base64url');

  const showForm = async (
    request: Request,
    response: Response,
    who: Authenticated,
    shown: { typed: TypedKey; formId: string; errors?: Record<string, string>; error?: string },
  ) => {
    const slugs = await ownSlugs(stores, who.actor);
    sendPage(response, newKeyPage({ ...adminFrame(request, response, who), ...shown, slugs }));
  };

  /** Shows the secret of a key that is made now; whoever sends the same form again is told that it was made. */
  const showMade = async (
    request: Request,
    response: Response,
    who: Authenticated,
    make: () => Promise<CreatedKey>,
    isRotated: boolean,
  ) => {
    try {
      const shown = { made: await make(), gitUrl: gitUrl(stores.publicUrl, who.account.username), isRotated };
      sendPage(response, madeKeyPage({ ...adminFrame(request, response, who), ...shown }));
    } catch (error) {
      if (!isRegistryError(error, 'ALREADY_EXISTS')) throw error;
      response.redirect(303, done('made-before'));
    }
  };

  router.get(
    PAGE,
    page(async (request, response, who) => {
      const { keys } = await listKeys(stores, who.actor);
      const notice = doneNotice(request, DONE);
      sendPage(
        response,
        keysPage({ ...adminFrame(request, response, who), keys, now: stores.now(), notice }),
      );
    }),
  );

  router.get(
    `${PAGE}/new`,
    page((request, response, who) =>
      showForm(request, response, who, { typed: NEW_KEY, formId: newFormId() }),
    ),
  );

  router.post(
    PAGE,
    form(
      () => `${PAGE}/new`,
      async (request, response, who) => {
        const formId = formIdOf(request);
        const typed = typedKey(request);
        const parsed = parseKeyForm(typed, stores.now());
        if ('errors' in parsed) {
          response.status(400);
          return showForm(request, response, who, { typed, formId, errors: parsed.errors });
        }
        const make = () => createKey(stores, who.actor, parsed.request, formId);
        try {
          await showMade(request, response, who, make, false);
        } catch (error) {
          const { status, sentence } = sentenceOf(error);
          response.status(status);
          await showForm(request, response, who, { typed, formId, error: sentence });
        }
      },
    ),
  );

  for (const step of ['rotate', 'revoke'] as const) {
    const confirm = async (
      request: Request<Record<string, string>>,
      response: Response,
      who: Authenticated,
      error?: string,
    ) => {
      const { keys } = await listKeys(stores, who.actor);
      const apiKey = keys.find(({ id }) => id === request.params.id);
      if (!apiKey) throw new RegistryError('NOT_FOUND', 'You have no such key');
      const shown = { step, apiKey, formId: newFormId(), error };
      sendPage(response, changeKeyPage({ ...adminFrame(request, response, who), ...shown }));
    };
    router.get(`${PAGE}/:id/${step}`, page(confirm));

    router.post(
      `${PAGE}/:id/${step}`,
      form(
        () => PAGE,
        async (request, response, who) => {
          const id = request.params.id!;
          try {
            if (step === 'rotate') {
              const make = () => rotateKey(stores, who.actor, id, formIdOf(request));
              return await showMade(request, response, who, make, true);
            }
            await revokeKey(stores, who.actor, id);
            response.redirect(303, done('revoked'));
          } catch (error) {
            const { status, sentence } = sentenceOf(error);
            response.status(status);
            await confirm(request, response, who, sentence);
          }
        },
      ),
    );
  }
}
