import type { Router } from 'express';
import { functionHref } from '../../../web/links.ts';
import { isVersion } from '../../contract/names.ts';
import { setStar } from '../../services/stars.ts';
import type { Admin } from './admin/signedIn.ts';
import { fieldsOf } from './formFields.ts';

/** What the star on the page of a function does. */
export function bindStarRoutes(router: Router, { stores, form }: Admin): void {
  for (const [action, starred] of [
    ['star', true],
    ['unstar', false],
  ] as const) {
    router.post(
      `/functions/:username/:slug/${action}`,
      form(
        ({ username, slug }) => functionHref(username!, slug!),
        async (request, response, who) => {
          const { username, slug } = request.params as { username: string; slug: string };
          await setStar(stores, who.actor, username, slug, starred);
          const { version } = fieldsOf(request, ['version']);
          response.redirect(303, functionHref(username, slug, isVersion(version) ? version : undefined));
        },
      ),
    );
  }
}
