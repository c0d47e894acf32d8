import type { Router } from 'express';
import { editHref, NEW_FROM_HREF, NEW_HREF } from '../../../../web/links.ts';
import { type NewFunctionFields, newFunctionPage } from '../../../../web/pages/admin/newFunction.tsx';
import { RegistryError } from '../../../contract/errors.ts';
import { TEMPLATE_FOLDERS, type TemplateFolder } from '../../../contract/templates.ts';
import { defaultsOf } from '../../../domain/fillTemplate.ts';
import { newFromTemplate, newFromVersion } from '../../../services/newFunction.ts';
import type { ReadOwnFunctions } from '../../../services/ownFunctions.ts';
import { type Admin, type SignedInHandler, sentenceOf } from './signedIn.ts';

const MAX_FIELD = 2_000;

/** Where a function is begun: from a template, or from a version that is published. */
export function bindNewFunctionRoutes(router: Router, admin: Admin, readOwn: ReadOwnFunctions): void {
  const { stores, templates, adminFrame, sendPage, page, form } = admin;

  const show =
    (fields: NewFunctionFields, error?: string): SignedInHandler =>
    async (request, response, who) =>
      sendPage(response, newFunctionPage({ ...adminFrame(request, response, who), fields, error }));

  router.get(
    NEW_HREF,
    page((request, ...rest) => show(fieldsOf(request.query as Record<string, unknown>))(request, ...rest)),
  );

  router.post(
    NEW_HREF,
    form(
      () => NEW_HREF,
      async (request, response, who) => {
        const fields = fieldsOf(request.body as Record<string, unknown>);
        try {
          const template = templates.get(templateOf(fields.template))!;
          const category = fields.category || defaultsOf(template).category;
          const facts = { name: fields.name.trim(), description: fields.description.trim(), category };
          const { id } = await newFromTemplate(stores, readOwn, who.actor, template, facts);
          response.redirect(303, editHref(id));
        } catch (error) {
          const { status, sentence } = sentenceOf(error);
          await show(fields, sentence)(request, response.status(status), who);
        }
      },
    ),
  );

  router.post(
    NEW_FROM_HREF,
    form(
      () => '/admin',
      async (request, response, who) => {
        const { slug = '', version = '' } = request.body as Record<string, string>;
        const { id } = await newFromVersion(stores, who.actor, String(slug), String(version));
        response.redirect(303, editHref(id));
      },
    ),
  );
}

function fieldsOf(asked: Record<string, unknown>): NewFunctionFields {
  const text = (name: string) => (typeof asked[name] === 'string' ? asked[name].slice(0, MAX_FIELD) : '');
  return {
    template: text('template') || TEMPLATE_FOLDERS[0],
    ...{ name: text('name'), description: text('description'), category: text('category') },
  };
}

function templateOf(name: string): TemplateFolder {
  const folder = TEMPLATE_FOLDERS.find((one) => one === name);
  if (folder) return folder;
  throw new RegistryError('BAD_REQUEST', 'There is no such template', {
    hint: 'Choose one of those listed.',
  });
}
