import type { Request, Response } from 'express';
import { loginHref } from '../../../../web/links.ts';
import type { Viewer } from '../../../../web/parts/siteHeader.tsx';
import type { PageFrame } from '../../../../web/renderPage.tsx';
import { isRegistryError, type RegistryError } from '../../../contract/errors.ts';
import type { Authenticated } from '../../../services/authenticate.ts';
import type { PageContext } from '../pageContext.ts';

/** Answers a request of somebody who is signed in. */
export type SignedInHandler = (
  request: Request<Record<string, string>>,
  response: Response,
  who: Authenticated,
) => Promise<void>;

type Handler = (request: Request, response: Response) => Promise<void>;

/** What a page of the Admin takes from the request: the frame, who looks at it, and the token for its forms. */
export interface AdminFrame extends PageFrame {
  readonly registryUrl: string;
  readonly viewer: Viewer;
  readonly csrf: string;
}

/** How a form is answered whose text would be lost with a bare refusal; neither may do what the form asks for. */
export interface TypedForm {
  /** The session that sent it is no more. */
  readonly signedOut: Handler;
  /** The page with the form is of an earlier session. */
  readonly outdated: SignedInHandler;
}

/** What the routes of the Admin share. */
export interface Admin extends PageContext {
  /** For a page: sends whoever is not signed in to the log-in form, and back. */
  page(handle: SignedInHandler): Handler;
  /** For what a form sends; `back` is the page that has the form, for whoever must sign in first. */
  form(back: (params: Record<string, string>) => string, handle: SignedInHandler, typed?: TypedForm): Handler;
  /** What every page of the Admin is made with. */
  adminFrame(request: Request, response: Response, who: Authenticated): AdminFrame;
}

/** Makes what the routes of the Admin share. */
export function createAdmin(context: PageContext): Admin {
  const { sessions, frameFor } = context;
  const toLogin = (response: Response, next: string) => response.redirect(303, loginHref(next));
  // What is not published must not be there for whoever uses the same browser next.
  const keepNothing = (response: Response) => response.set('Cache-Control', 'no-store');
  return {
    ...context,
    page: (handle) => async (request, response) => {
      const who = await sessions.current(request);
      if (!who) return toLogin(response, request.originalUrl);
      keepNothing(response);
      await handle(request as Request<Record<string, string>>, response, who);
    },
    form: (back, handle, typed) => async (request, response) => {
      const { params } = request as Request<Record<string, string>>;
      // First of all: browsers leave the session out of what another site posts.
      sessions.assertOwnSite(request);
      const who = await sessions.current(request);
      if (!who && typed && sessions.isClaimed(request)) {
        keepNothing(response);
        return typed.signedOut(request, response);
      }
      if (!who) return toLogin(response, back(params));
      if (typed && !sessions.holdsToken(request)) {
        keepNothing(response);
        return typed.outdated(request as Request<Record<string, string>>, response, who);
      }
      sessions.assertOwnForm(request);
      keepNothing(response);
      await handle(request as Request<Record<string, string>>, response, who);
    },
    adminFrame(request, response, who) {
      const csrf = sessions.csrf(request, response);
      const viewer = { username: who.account.username, csrf };
      return { ...frameFor(request, viewer), viewer, csrf };
    },
  };
}

/** What an error says to a person, where the page that has the form can show it; throws it again where not. */
export function sentenceOf(error: unknown): { status: number; sentence: string } {
  if (!isRegistryError(error) || error.status >= 500 || error.status === 404) throw error;
  return { status: error.status, sentence: sentence(error) };
}

function sentence({ message, hint }: RegistryError): string {
  return `${message}. ${hint}`;
}
