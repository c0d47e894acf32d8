import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { editHref, loginHref } from '../../../../web/links.ts';
import { type EditProps, editPage } from '../../../../web/pages/admin/edit.tsx';
import { typedPage } from '../../../../web/pages/admin/typed.tsx';
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
  const { stores, sessions, page, form, sendPage, adminFrame, frameFor, editor } = admin;
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
    const isText = (one: string) => Object.hasOwn(files, one);
    // What was typed into a file that is gone by now, or an image, must not be lost, nor end up in another.
    const mine = shown.mine ?? (chosen === undefined || isText(chosen) ? undefined : shown.typed);
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
    // Whoever chooses between both has seen the newest state, whatever the form was loaded with.
    const seen = conflict ? { oid: read.oid } : {};
    const props = { editor, limits, ...read, ...shown, ...seen };
    sendPage(response, editPage({ ...adminFrame(request, response, who), ...props, notice, error }));
  };

  /** Before the form is read: what is large is read only of a browser that says it has a session, ended or not. */
  const claimedFirst: RequestHandler = (request, response, next) => {
    sessions.assertOwnSite(request);
    if (sessions.isClaimed(request)) return next();
    response.redirect(303, loginHref(placeOf(request)));
  };

  /** Gives back what was typed to whoever has to sign in before it can be saved; tells nothing of the draft. */
  const signedOut = async (request: Request, response: Response) => {
    const { success, data: sent } = editForm.safeParse(request.body);
    const next = placeOf(request);
    if (!success || sent.action !== 'save') return response.redirect(303, loginHref(next));
    const csrf = sessions.csrf(request, response);
    const { commit, path: into, loaded, text, message } = sent;
    const kept = { path: into, commit, oid: loaded, typed: text, message };
    response.status(401);
    const id = String(request.params.id);
    sendPage(
      response,
      typedPage({ ...frameFor(request, undefined), ...kept, id, next, csrf, css: editor.css }),
    );
  };

  /** Shows what was typed in an editor whose token is good; that it is saved is for a person to say once more. */
  const outdated = async (request: Request, response: Response, who: Authenticated) => {
    const { success, data: sent } = editForm.safeParse(request.body);
    if (!success) return sessions.assertOwnForm(request);
    const error = sent.action === 'save' ? SAVE_AGAIN : DO_AGAIN;
    response.status(403);
    await show(request, response, who, sent.path || undefined, { error, ...keptOf(sent) });
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
    claimedFirst,
    readForm,
    form(
      backToEditor,
      async (request, response, who) => {
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
      },
      { signedOut, outdated },
    ),
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

const SAVE_AGAIN =
  'Your session has changed since this page was loaded, so nothing was saved. What you typed is below: press Save again.';
const DO_AGAIN =
  'Your session has changed since this page was loaded, so nothing was done. Choose what to do again.';

/** The editor at the file that a form's address names. */
function placeOf({ params, query }: Request): string {
  return editHref(String(params.id), typeof query.path === 'string' ? query.path : undefined);
}

/** What a form that was refused keeps: what was typed, and what that was typed into. */
function keptOf({ action, text, message, commit, loaded }: EditForm): Shown {
  return action === 'save' ? { typed: text, message, commit, oid: loaded } : {};
}

/** A line end may take six bytes of a form, any other byte three. */
function formLimit(maxFileBytes: number): number {
  return Math.min(maxFileBytes * 6 + 64 * 1024, 64 * 1024 ** 2);
}
