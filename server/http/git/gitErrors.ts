import type { ErrorRequestHandler } from 'express';
import { noteError, withoutKeys } from '../errors.ts';

const KEY_HINT =
  'The password is a key (ac_…) that has neither expired nor been revoked, not that of the account: `aerostack remote add` has git ask aerostack for it, and `aerostack whoami` says whether it is valid.';

/** Answers errors as git shows them: a client prints plain text to its terminal, and asks for a key after a 401. */
export const gitErrorAnswer: ErrorRequestHandler = (thrown, request, response, next) => {
  if (response.headersSent) return next(thrown);
  const { status, code, message, hint: usual } = noteError(thrown, request, response);
  const hint = status === 401 ? KEY_HINT : usual;
  if (status === 401) response.set('WWW-Authenticate', 'Basic realm="Aerostack", charset="UTF-8"');
  // What a client still sends belongs to nobody any more.
  if (!request.complete) response.set('Connection', 'close');
  response
    .status(status)
    .type('text/plain')
    .send(withoutKeys(`${message} (${code})\nhint: ${hint}\n`));
};
