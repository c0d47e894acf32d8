import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { editHref } from '../../../../web/links.ts';
import { type EditProps, editPage } from '../../../../web/pages/admin/edit.tsx';
import { fileOid } from '../../../domain/planFileEdit.ts';
import type { Authenticated } from '../../../services/authenticate.ts';
import { readDraftImage } from '../../../services/draftImage.ts';
import { editFile } from '../../../services/editFile.ts';
import { readDraft } from '../../../services/readDraft.ts';
import { parseInput } from '../../parseInput.ts';
import { type EditForm, editForm, editMessage, fileEditOf } from './editForms.ts';
import { EDITOR_CSP } from './editorCsp.ts';
import { type Admin, sentenceOf } from './signedIn.ts';

/** What the page shows beside the draft as it is stored. */
type Shown = Partial<Pick<EditProps, 'typed' | 'message' | 'error' | 'commit' | 'oid'>> & {
  /** What was typed into a file that somebody else saved meanwhile. */
  readonly mine?: string;
  /** The commit that a form has just made. */
  readonly saved?: string;
};

/** Adds the editor of a draft: its page, what the page's forms do, and its images. */
export function bindEditorRoutes(router: Router, admin: Admin): void {
  const { stores, sessions, page, form, sendPage, adminFrame, editor } = admin;
  const path = '/admin/functions/:id/edit';
  const backToEditor = ({ id }: Record<string, string>) => editHref(id!);

  const show = async (
    request: Request,
    response: Response,
    who: Authenticated,
    chosen: string | undefined,
    { saved, ...shown }: Shown,
  ) => {
    const draft = await readDraft(stores, who.actor, String(request.params.id));
    const { files, assets, entrypoint } = draft;
    const has = (one: string) => Object.hasOwn(files, one) || Object.hasOwn(assets, one);
    // What was typed into a file that is gone by now must not be lost, nor end up in another.
    const mine = shown.mine ?? (chosen === undefined || has(chosen) ? undefined : shown.typed);
    const isKept = chosen !== undefined && (has(chosen) || mine !== undefined);
    const open = isKept ? chosen : has(entrypoint) ? entrypoint : Object.keys(files)[0]!;
    const isMissing = chosen !== undefined && !isKept;
    if (isMissing && response.statusCode === 200) response.status(404);
    const error = shown.error ?? (isMissing ? `There is no file "${chosen}" in this draft` : undefined);
    // Whatever a link says, only what is so is told.
    const notice = saved === draft.commit ? `Saved as commit ${saved.slice(0, 10)}.` : undefined;
    response.set('Content-Security-Policy', EDITOR_CSP);
    // What is shown and what the form says was loaded are of one reading: nothing may come in between unseen.
    const theirs = Object.hasOwn(files, open) ? files[open] : undefined;
    const conflict = mine === undefined ? undefined : { theirs, mine };
    const { limits } = stores;
    const read = { draft, commit: draft.commit, path: open, oid: fileOid(draft, open), conflict };
    const props = { editor, limits, ...read };
    sendPage(
      response,
      editPage({ ...adminFrame(request, response, who), ...props, ...shown, notice, error }),
    );
  };

  /** Before the form is read: what is large is read only of whoever is signed in. */
  const signedInFirst: RequestHandler = async (request, response, next) => {
    sessions.assertOwnSite(request);
    if (await sessions.current(request)) return next();
    const { id } = request.params as { id: string };
    response.redirect(303, `/login?next=${encodeURIComponent(editHref(id))}`);
  };
  const readForm = express.urlencoded({ extended: false, limit: formLimit(stores.limits.maxFileBytes) });

  router.get(
    path,
    page(async (request, response, who) => {
      const { path: chosen, saved } = request.query as Record<string, unknown>;
      const shown = typeof saved === 'string' ? { saved } : {};
      await show(request, response, who, chosen === undefined ? undefined : String(chosen), shown);
    }),
  );

  router.post(
    path,
    signedInFirst,
    readForm,
    form(backToEditor, async (request, response, who) => {
      const sent = parseInput(editForm, request.body, 'form');
      const id = request.params.id!;
      try {
        const { message } = parseInput(editMessage, { message: sent.message }, 'form');
        const done = await editFile(stores, who.actor, id, fileEditOf(sent), message);
        if (done.kind === 'conflict') {
          response.status(412);
          const told = { mine: done.mine, message: sent.message, error: CONFLICT };
          return await show(request, response, who, sent.path, told);
        }
        const query = new URLSearchParams({ saved: done.draft.commit });
        if (done.path !== undefined) query.set('path', done.path);
        response.redirect(303, `${editHref(id)}?${query}`);
      } catch (error) {
        const { status, sentence } = sentenceOf(error);
        response.status(status);
        await show(request, response, who, sent.path || undefined, { error: sentence, ...keptOf(sent) });
      }
    }),
  );

  router.get(
    '/admin/functions/:id/image',
    page(async (request, response, who) => {
      const { type, content } = await readDraftImage(
        stores,
        who.actor,
        request.params.id!,
        String(request.query.path ?? ''),
      );
      response.set({ 'Content-Type': type, 'Content-Security-Policy': "default-src 'none'; sandbox" });
      response.end(content);
    }),
  );
}

const CONFLICT =
  'Somebody else saved this file after you had opened it. Nothing was overwritten: compare both, and choose.';

/** What a form that was refused keeps: what was typed, and what that was typed into. */
function keptOf({ action, text, message, commit, loaded }: EditForm): Shown {
  return action === 'save' ? { typed: text, message, commit, oid: loaded } : {};
}

/** A line end may take six bytes of a form, any other byte three. */
function formLimit(maxFileBytes: number): number {
  return Math.min(maxFileBytes * 6 + 64 * 1024, 64 * 1024 ** 2);
}
