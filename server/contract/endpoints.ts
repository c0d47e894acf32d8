import * as z from 'zod';
import * as answers from './answers.ts';
import * as requests from './requests.ts';

/** `none` asks for no key, `account` for any valid one, a scope for a key that has it. */
export type Auth = 'none' | 'account' | requests.Scope;

/** One declaration of an endpoint, from which the server's route and the client's call are made. */
export interface Endpoint<
  Path extends string = string,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `:name` parameters. */
  readonly path: Path;
  readonly auth: Auth;
  readonly query: Query;
  readonly body: Body;
  readonly status: 200 | 201 | 204;
  /** Another status with the same answer. */
  readonly otherStatus?: 201 | undefined;
  readonly answer: Answer;
  readonly summary: string;
}

const nothing = z.object({});
const noBody = z.unknown();

type Defaults = { query?: z.ZodType; body?: z.ZodType; status?: 200 | 201 | 204; otherStatus?: 201 };
type Declared<Path extends string, Spec extends Defaults, Answer extends z.ZodType> = Endpoint<
  Path,
  Spec['query'] extends z.ZodType ? Spec['query'] : typeof nothing,
  Spec['body'] extends z.ZodType ? Spec['body'] : typeof noBody,
  Answer
>;

function endpoint<Path extends string, Answer extends z.ZodType, const Spec extends Defaults>(
  method: Endpoint['method'],
  path: Path,
  auth: Auth,
  summary: string,
  answer: Answer,
  spec: Spec = {} as Spec,
): Declared<Path, Spec, Answer> {
  const { query = nothing, body = noBody, status = 200, otherStatus } = spec;
  return { method, path, auth, summary, answer, query, body, status, otherStatus } as unknown as Declared<
    Path,
    Spec,
    Answer
  >;
}

const FUNCTIONS = '/api/community/functions';

/** Every JSON endpoint of the registry, in the order in which routes are matched. */
export const endpoints = {
  createDraft: endpoint('POST', FUNCTIONS, 'push', 'Push files as a new draft', answers.pushed, {
    body: requests.draftRequest,
    status: 201,
  }),
  listFunctions: endpoint('GET', FUNCTIONS, 'none', 'List published functions', answers.listed, {
    query: requests.listQuery,
  }),
  listMine: endpoint('GET', `${FUNCTIONS}/my`, 'read', "List one's drafts and slug branches", answers.mine),
  validateFiles: endpoint(
    'POST',
    `${FUNCTIONS}/validate`,
    'read',
    'Check files without storing them',
    answers.validated,
    { body: requests.draftRequest },
  ),
  ciPublish: endpoint(
    'POST',
    `${FUNCTIONS}/ci/publish`,
    'push',
    'Create or update a slug branch, and publish it where asked',
    answers.upserted,
    { body: requests.ciRequest, otherStatus: 201 },
  ),
  importFunction: endpoint(
    'POST',
    `${FUNCTIONS}/import`,
    'push',
    'Make a draft of a function in a repository on GitHub',
    answers.pushed,
    { body: requests.importRequest, status: 201 },
  ),
  installUnscoped: endpoint(
    'GET',
    `${FUNCTIONS}/install/:slug`,
    'none',
    'Get the install manifest by the unscoped name',
    answers.installManifest,
    { query: requests.versionQuery },
  ),
  publish: endpoint(
    'POST',
    `${FUNCTIONS}/:id/publish`,
    'publish',
    'Publish a draft or slug branch as a version',
    answers.published,
    { body: requests.publishRequest },
  ),
  validateDraft: endpoint(
    'POST',
    `${FUNCTIONS}/:id/validate`,
    'read',
    'Check a stored draft',
    answers.validated,
  ),
  getDraft: endpoint('GET', `${FUNCTIONS}/:id`, 'read', "Read one's draft", answers.draft),
  editDraft: endpoint('PATCH', `${FUNCTIONS}/:id`, 'push', 'Change a draft by one commit', answers.draft, {
    body: requests.editRequest,
  }),
  deleteDraft: endpoint(
    'DELETE',
    `${FUNCTIONS}/:id`,
    'push',
    'Delete a draft that was never published',
    answers.empty,
    { status: 204 },
  ),
  getFunction: endpoint(
    'GET',
    `${FUNCTIONS}/:username/:slug`,
    'none',
    'Read a published function',
    answers.functionAnswer,
    { query: requests.versionQuery },
  ),
  listVersions: endpoint(
    'GET',
    `${FUNCTIONS}/:username/:slug/versions`,
    'none',
    'List the versions of a function',
    answers.versions,
  ),
  install: endpoint(
    'GET',
    `${FUNCTIONS}/:username/:slug/install`,
    'none',
    'Get the install manifest',
    answers.installManifest,
    { query: requests.versionQuery },
  ),
  star: endpoint('PUT', `${FUNCTIONS}/:username/:slug/star`, 'account', 'Star a function', answers.starred),
  unstar: endpoint(
    'DELETE',
    `${FUNCTIONS}/:username/:slug/star`,
    'account',
    'Take the star back',
    answers.starred,
  ),
  validateKey: endpoint(
    'POST',
    '/api/v1/cli/validate',
    'account',
    'Tell whose key this is',
    answers.keyOwner,
  ),
  register: endpoint(
    'POST',
    '/api/auth/register',
    'none',
    'Create an account, where the operator allows it',
    answers.token,
    { body: requests.registerRequest, status: 201 },
  ),
  login: endpoint(
    'POST',
    '/api/auth/login',
    'none',
    'Exchange a password for an expiring key',
    answers.token,
    { body: requests.loginRequest },
  ),
  logout: endpoint('POST', '/api/auth/logout', 'account', 'Revoke the key that is sent', answers.empty, {
    status: 204,
  }),
  changePassword: endpoint(
    'PUT',
    '/api/account/password',
    'account',
    'Change the password, which ends all sessions but the one that asks; keys stay',
    answers.passwordChanged,
    { body: requests.passwordRequest },
  ),
  listSessions: endpoint(
    'GET',
    '/api/account/sessions',
    'account',
    'List where one is signed in',
    answers.sessions,
  ),
  endOtherSessions: endpoint(
    'DELETE',
    '/api/account/sessions',
    'account',
    'End all sessions but the one that asks',
    answers.empty,
    { status: 204 },
  ),
  endSession: endpoint('DELETE', '/api/account/sessions/:id', 'account', 'End a session', answers.empty, {
    status: 204,
  }),
  listKeys: endpoint('GET', '/api/account/keys', 'account', "List one's keys", answers.keys),
  createKey: endpoint(
    'POST',
    '/api/account/keys',
    'account',
    'Create a key; its secret is shown once',
    answers.createdKey,
    { body: requests.keyRequest, status: 201 },
  ),
  rotateKey: endpoint(
    'POST',
    '/api/account/keys/:id/rotate',
    'account',
    'Replace a key by one with a new secret, which is shown once; the old one ends at once',
    answers.createdKey,
    { status: 201 },
  ),
  revokeKey: endpoint('DELETE', '/api/account/keys/:id', 'account', 'Revoke a key', answers.empty, {
    status: 204,
  }),
} as const;

export type EndpointName = keyof typeof endpoints;

/** The names of the `:name` parameters of a path. */
export type ParamsOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? { [Key in Name]: string } & ParamsOf<Rest>
  : Path extends `${string}:${infer Name}`
    ? { [Key in Name]: string }
    : unknown;

/** What a caller of an endpoint passes. */
export type CallOf<E extends Endpoint> = {
  params: ParamsOf<E['path']>;
  query: z.input<E['query']>;
  body: z.input<E['body']>;
};

export type AnswerOf<E extends Endpoint> = z.output<E['answer']>;
