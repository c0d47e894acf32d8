import { endpoints as on } from '../../contract/endpoints.ts';
import { listFunctions, listVersions, readFunction } from '../../services/browse.ts';
import { ciUpsert } from '../../services/ciUpsert.ts';
import { deleteDraft } from '../../services/deleteDraft.ts';
import { editDraft } from '../../services/editDraft.ts';
import { importFromGitHub } from '../../services/importFromGitHub.ts';
import { publish } from '../../services/publish.ts';
import { pushDraft } from '../../services/pushDraft.ts';
import { listMine, readDraft } from '../../services/readDraft.ts';
import { setStar } from '../../services/stars.ts';
import type { Stores } from '../../services/stores.ts';
import { validateDraft, validateFiles } from '../../services/validate.ts';
import type { Bind } from './bindEndpoint.ts';
import { expectedCommit, sourceOf } from './headers.ts';

/** Routes of drafts and of publishing; the fixed paths stand before those with parameters. */
export function bindDraftRoutes(bind: Bind, stores: Stores): void {
  bind(on.createDraft, ({ who, body, request }) => pushDraft(stores, who.actor, body, sourceOf(request)));
  bind(on.listMine, ({ who }) => listMine(stores, who.actor));
  bind(on.validateFiles, ({ who, body }) => validateFiles(stores, who.actor, body));
  bind(on.ciPublish, async ({ who, body, response }) => {
    const answer = await ciUpsert(stores, who.actor, body);
    response.status(answer.action === 'created' ? 201 : 200);
    return answer;
  });
  bind(on.importFunction, ({ who, body, request }) =>
    importFromGitHub(stores, who.actor, body, sourceOf(request)),
  );
  bind(on.publish, ({ who, params, body }) => publish(stores, who.actor, params.id, body));
  bind(on.validateDraft, ({ who, params }) => validateDraft(stores, who.actor, params.id));
  bind(on.getDraft, async ({ who, params, response }) => {
    const draft = await readDraft(stores, who.actor, params.id);
    response.set('ETag', `"${draft.commit}"`);
    return draft;
  });
  bind(on.editDraft, async ({ who, params, body, request, response }) => {
    const edit = { request: body, source: sourceOf(request), expected: expectedCommit(request) };
    const draft = await editDraft(stores, who.actor, params.id, edit);
    response.set('ETag', `"${draft.commit}"`);
    return draft;
  });
  bind(on.deleteDraft, ({ who, params }) => deleteDraft(stores, who.actor, params.id));
}

/** Routes of what is published. */
export function bindCatalogueRoutes(bind: Bind, stores: Stores): void {
  bind(on.listFunctions, ({ query }) => listFunctions(stores, query));
  bind(on.getFunction, ({ params, query }) =>
    readFunction(stores, params.username, params.slug, query.version),
  );
  bind(on.listVersions, ({ params }) => listVersions(stores, params.username, params.slug));
  bind(on.star, ({ who, params }) => setStar(stores, who.actor, params.username, params.slug, true));
  bind(on.unstar, ({ who, params }) => setStar(stores, who.actor, params.username, params.slug, false));
}
