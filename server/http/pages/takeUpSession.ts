import type { Request, Response } from 'express';
import { logOut } from '../../services/accounts.ts';
import type { SessionToken } from '../../services/newSession.ts';
import type { PageContext } from './pageContext.ts';

/** Gives the browser the session that it just proved to deserve, and ends the one it came with. */
export async function takeUpSession(
  { stores, sessions }: Pick<PageContext, 'stores' | 'sessions'>,
  request: Request,
  response: Response,
  { token, expiresAt }: SessionToken,
): Promise<void> {
  const before = await sessions.current(request);
  if (before) await logOut(stores, before);
  sessions.start(response, token, expiresAt);
}
