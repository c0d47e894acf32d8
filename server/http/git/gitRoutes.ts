import { Readable } from 'node:stream';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { RegistryError } from '../../contract/errors.ts';
import { createHeldEnd, forPeople } from '../../domain/heldEnd.ts';
import { FLUSH, packet } from '../../domain/pktLine.ts';
import { diskFault, fetchCatalogue, fetchOwn, receiveOwn } from '../../services/serveGit.ts';
import type { Stores } from '../../services/stores.ts';
import type { Authenticate } from '../api/bindEndpoint.ts';
import { exchange } from './exchange.ts';
import { gitBody, readWhole } from './gitBody.ts';
import { gitKeyOf } from './gitCredentials.ts';
import { gitErrorAnswer } from './gitErrors.ts';
import { hintsFor } from './pushHints.ts';

type Service = 'git-upload-pack' | 'git-receive-pack';

/** `/git/<account>.git` is what is public, `/git/<account>/private.git` all of it, for its owner. */
const REPOSITORY = '/git/([a-z0-9-]{1,64})(/private)?\\.git';
/** What a client has and wants, decompressed: a few dozen bytes for each. */
const MAX_WANTS = 8 * 1024 ** 2;
/** What stands before the pack: refs and options. */
const MAX_COMMANDS = 1024 ** 2;

/** Adds the routes of git's own protocol over HTTP; whatever else stands below `/git` is nothing, and starts nothing. */
export function bindGitRoutes(
  app: Router,
  stores: Stores,
  authenticate: Authenticate,
  maxPushBytes: number,
): void {
  const router = Router({ caseSensitive: true, strict: true });
  router.use('/git', oneAtATime);

  const actorOf = async (request: Request) => (await authenticate(gitKeyOf(request), request)).actor;
  const fetch = async (request: Request, advertise: boolean) => {
    const { name, isPrivate, wire } = wireOf(request, advertise);
    if (!isPrivate) return fetchCatalogue(stores, name, wire);
    return fetchOwn(stores, await actorOf(request), name, wire);
  };
  const receive = async (request: Request, advertise: boolean) => {
    const { name, wire } = wireOf(request, advertise);
    const onFault = (error: unknown) => request.log.error({ err: error }, 'a push failed');
    return receiveOwn(stores, await actorOf(request), name, wire, onFault);
  };

  router.get(new RegExp(`^${REPOSITORY}/info/refs$`), async (request, response) => {
    const service = serviceOf(request.query.service);
    const git = await (service === 'git-upload-pack' ? fetch(request, true) : receive(request, true));
    dontStore(response);
    const isAnnounced = service === 'git-receive-pack' || request.get('git-protocol') !== 'version=2';
    const before = Buffer.concat([packet(`# service=${service}\n`), Buffer.from(FLUSH)]);
    const contentType = `application/x-${service}-advertisement`;
    await exchange(git, undefined, response, { contentType, ...(isAnnounced ? { before } : {}) });
  });

  router.post(new RegExp(`^${REPOSITORY}/git-upload-pack$`), async (request, response) => {
    assertType(request, 'git-upload-pack');
    // Read whole before git is started: who sends slowly then holds up nobody.
    const wants = await readWhole(gitBody(request, MAX_WANTS));
    const git = await fetch(request, false);
    dontStore(response);
    const contentType = 'application/x-git-upload-pack-result';
    await exchange(git, Readable.from([wants]), response, { contentType });
  });

  router.post(new RegExp(`^${REPOSITORY}/git-receive-pack$`), async (request, response) => {
    assertType(request, 'git-receive-pack');
    const body = gitBody(request, 4 * maxPushBytes + MAX_COMMANDS);
    const git = await receive(request, false);
    dontStore(response);
    const { pass, end, isSideBand } = createHeldEnd();
    const hints = async () => {
      if (git.reached() || !isSideBand()) return [];
      return [forPeople(hintsFor(body.bytes(), maxPushBytes, await diskFault(stores)))];
    };
    const contentType = 'application/x-git-receive-pack-result';
    await exchange(git, body.stream, response, {
      contentType,
      tail: { pass, end: async () => end(await hints()) },
    });
  });

  router.use('/git', () => {
    throw new RegistryError('NOT_FOUND', 'There is no git repository at this path', {
      hint: 'All that an account has published is one repository: /git/<account>.git',
    });
  });
  app.use(router);
  // Errors of routes that stand before these pass by here too.
  app.use('/git', gitErrorAnswer);
}

/** Of requests that are sent before earlier ones are answered, each would start a git; no git client sends such. */
const oneAtATime: RequestHandler = (_request, response, next) => {
  if (response.socket !== null) return next();
  throw new RegistryError('BAD_REQUEST', 'A connection carries one git request at a time', {
    hint: 'Wait for the answer before sending the next one.',
  });
};

function wireOf(request: Request, advertise: boolean) {
  const { 0: name = '', 1: isPrivate } = request.params as Record<number, string | undefined>;
  const wire = { protocol: request.get('git-protocol'), advertise, client: request.ip ?? '' };
  return { name, isPrivate: isPrivate !== undefined, wire };
}

function serviceOf(value: unknown): Service {
  if (value === 'git-upload-pack' || value === 'git-receive-pack') return value;
  throw new RegistryError('NOT_FOUND', 'This is a git repository', {
    hint: 'Clone it with a git client of version 1.6.6 or newer.',
  });
}

function assertType(request: Request, service: Service): void {
  if (request.get('content-type') === `application/x-${service}-request`) return;
  throw new RegistryError('BAD_REQUEST', `A ${service} request has another content type`);
}

function dontStore(response: Response): void {
  response.set({ 'Cache-Control': 'no-cache, max-age=0, must-revalidate', Pragma: 'no-cache', Expires: '0' });
}
