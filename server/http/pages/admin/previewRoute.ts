import type { Router } from 'express';
import { RegistryError } from '../../../contract/errors.ts';
import { assertOwnDraft } from '../../../services/draftImage.ts';
import { parseInput } from '../../parseInput.ts';
import { readJson } from '../../readJson.ts';
import { previewRequest, type RenderPreview } from '../preview.ts';
import type { Admin } from './signedIn.ts';

/** Adds what renders a README while it is written, for the editor's script alone. */
export function bindPreviewRoute(router: Router, { stores, sessions }: Admin, render: RenderPreview): void {
  const read = readJson({ bytes: stores.limits.maxFileBytes * 6 + 256 * 1024, values: 5_000 });
  router.post('/admin/functions/:id/preview', async (request, response) => {
    const who = await sessions.ofScript(request);
    if (!who) throw new RegistryError('CROSS_SITE', 'Only the editor asks for this');
    const { id } = request.params;
    await assertOwnDraft(stores, who.actor, id);
    const preview = parseInput(previewRequest, await read(request, response), 'body');
    const html = await render({ ...preview, id });
    if (html === undefined) throw new RegistryError('BUSY', 'The README took too long to render');
    response.set('Cache-Control', 'no-store').json({ html });
  });
}
