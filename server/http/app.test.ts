import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pino } from 'pino';
import request from 'supertest';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tempDir } from '../../fixtures/tempDir.ts';
import { ERRORS, RegistryError } from '../contract/errors.ts';
import { openApiDocument } from '../contract/openapi.ts';
import { openStores } from '../openStores.ts';
import { createAccount } from '../services/accounts.ts';
import { createHighlight } from '../services/highlight.ts';
import { createInstallCounter } from '../services/installCounter.ts';
import { createInstallManifests } from '../services/installManifest.ts';
import { issueKey } from '../services/keys.ts';
import { createReadiness } from '../services/readiness.ts';
import { createSourceJobs } from '../services/sourceJobs.ts';
import type { Stores } from '../services/stores.ts';
import { type AppOptions, createApp } from './app.ts';

const FUNCTIONS = '/api/community/functions';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const LIMITS = { maxFiles: 10, maxFileBytes: 4096, maxTotalBytes: 8192 };
const ASSETS: AppOptions['assets'] = {
  css: '/assets/main-1.css',
  icon: '/assets/logo-1.svg',
  js: '/assets/islands-1.js',
  editor: { js: '', css: '', monaco: {} as AppOptions['assets']['editor']['monaco'] },
  packed: { folder: '', names: new Set() },
  files: new Map([['main-1.css', { type: 'text/css; charset=utf-8', content: Buffer.from('body{}') }]]),
};

/** The application over real stores, some of whose parts can be replaced by ones that fail. */
async function startApp(
  change: {
    publicUrl?: string;
    faults?: (stores: Stores) => Partial<Stores>;
    options?: Partial<AppOptions>;
  } = {},
) {
  const publicUrl = () => change.publicUrl ?? 'http://registry.example';
  const { stores: real, close } = await openStores({
    dataDir: join(tempDir(), 'data'),
    limits: LIMITS,
    publicUrl,
    log: () => {},
  });
  const account = await createAccount(real, {
    username: 'alice',
    email: 'alice@example.org',
    password: 'correct horse battery',
  });
  const { secret: key } = await issueKey(real, account, {
    ...{ kind: 'key', name: 'test', scopes: ['read', 'push', 'publish'], functions: null, expiresAt: null },
  });
  const stores: Stores = { ...real, publicUrl: publicUrl(), ...change.faults?.(real) };
  let log = '';
  const logger = pino(
    { level: 'debug' },
    {
      write: (line: string) => {
        log += line;
      },
    },
  );
  const installs = createInstallCounter(stores, () => {});
  onTestFinished(async () => {
    await installs.close();
    await close();
  });
  const app = createApp({
    ...{ stores, manifests: createInstallManifests(stores), installs, logger, assets: ASSETS },
    ...{ guides: [], templates: new Map() },
    readCommandLine: () => Promise.reject(new Error('there is none')),
    ...{ highlight: createHighlight(createSourceJobs()), runSource: createSourceJobs() },
    renderPreview: async () => '',
    ...{ registration: 'closed', trustProxy: 0, maxPushBytes: 1024 ** 2, requestTimeout: 30_000 },
    ...{ slowRequest: 60_000, health: { checkReadiness: createReadiness(stores), isEnding: () => false } },
    ...change.options,
  });
  return { app: request(app), express: app, key, log: () => log };
}

const failing = (error: unknown) => async () => {
  throw error;
};
const indexThat = (error: unknown) => ({
  faults: ({ index }: Stores) => ({ index: { ...index, list: failing(error) } }),
});

/** Every path with a handler below a router, as OpenAPI writes paths, with its methods. */
function routesOf(router: unknown): string[] {
  const { stack = [] } = router as { stack?: { route?: Route; handle?: unknown }[] };
  return stack.flatMap(({ route, handle }) => {
    if (!route) return typeof handle === 'function' ? routesOf(handle) : [];
    const paths = [route.path].flat().flatMap((path) => (typeof path === 'string' ? [path] : pathsOf(path)));
    return Object.keys(route.methods).flatMap((method) =>
      paths.map((path) => `${method} ${path.replace(/[:*]([a-z]+)/gi, '{$1}')}`),
    );
  });
}

/** The paths that a regular expression of a route stands for: names are accounts, and what may be there is, and is not. */
function pathsOf({ source }: RegExp): string[] {
  const plain = source.replace(/^\^|\$$/g, '').replaceAll('\\', '');
  const named = plain.replace(/\(\[[^\]]+\]\{[^}]+\}\)/g, '{account}');
  return ['$1', ''].map((there) => named.replace(/\(([^)]+)\)\?/, there));
}

type Route = { path: string | RegExp | (string | RegExp)[]; methods: Record<string, boolean> };

/** What a person opens in a browser, and the forms there. */
const PAGE =
  /^\w+ \/(?:$|assets\/|functions(?:\/(?!.*\.(?:gz|atom)$)|$)|users\/(?!.*\.atom$)|docs(?:\/|$)|log(?:in|out)$|register$|set-password$|admin(?:\/|$))/;

it('has every route that is no page in its OpenAPI document, and nothing there that it lacks', async () => {
  const { express } = await startApp();
  const routes = routesOf(express.router).filter((route) => !PAGE.test(route));
  const { paths } = openApiDocument('http://registry.example');
  const documented = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect([...new Set(routes)].sort()).toEqual(documented.sort());
});

describe('every answer', () => {
  it('carries its own request id, whatever the client calls it, and says nothing of what serves it', async () => {
    const { app, log } = await startApp();
    const ids = new Set<string>();
    for (const path of [
      '/',
      '/healthz',
      FUNCTIONS,
      '/nothing',
      '/api/nothing',
      '/raw/a/b@1.0.0/c',
      '/assets/main-1.css',
      `${FUNCTIONS}/a/b/install`,
    ]) {
      const answer = await app.get(path).set('X-Request-Id', 'mine\r\n'.trim());
      const id = answer.get('X-Request-Id')!;
      expect([path, id]).toEqual([path, expect.stringMatching(UUID)]);
      expect(log()).toContain(id);
      ids.add(id);
      expect(answer.headers).not.toHaveProperty('x-powered-by');
      expect(answer.headers).not.toHaveProperty('server');
    }
    expect(ids.size).toBe(8);
  });

  it('keeps browsers from running, framing or guessing anything', async () => {
    const { app } = await startApp();
    for (const path of ['/', '/nothing', FUNCTIONS, '/api/nothing', '/login', '/assets/main-1.css']) {
      const { headers } = await app.get(path);
      const policy = headers['content-security-policy'];
      for (const directive of [
        "default-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
      ])
        expect(policy).toContain(directive);
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
        'referrer-policy': 'no-referrer',
      });
      expect(headers).not.toHaveProperty('access-control-allow-origin');
    }
  });

  it('asks for TLS, and binds cookies to it, only where people reach the registry by TLS', async () => {
    const { app: plain } = await startApp();
    const { app: secure } = await startApp({ publicUrl: 'https://registry.example' });
    expect((await plain.get('/')).headers).not.toHaveProperty('strict-transport-security');
    expect((await secure.get('/')).get('strict-transport-security')).toMatch(/max-age=\d+/);
    expect((await plain.get('/login')).get('set-cookie')).toEqual([
      expect.stringMatching(/^aerostack_visitor=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    expect((await secure.get('/login')).get('set-cookie')).toEqual([
      expect.stringMatching(/^__Host-aerostack_visitor=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ]);
  });
});

describe('an error', () => {
  it('is one sentence, a code and a hint in JSON, and keeps out of caches', async () => {
    const { app } = await startApp();
    const answer = await app
      .get(`${FUNCTIONS}/alice/nothing`)
      .expect(404)
      .expect('Content-Type', /^application\/json/);
    expect(answer.body).toEqual({
      error: expect.stringMatching(/^[A-Z].*[^.]$/),
      code: 'NOT_FOUND',
      hint: expect.stringMatching(/\.$/),
    });
    expect(answer.get('cache-control')).toBe('no-store');
    const refused = await app.post(FUNCTIONS).send({}).expect(401);
    expect([refused.body.code, refused.get('www-authenticate')]).toEqual([
      'UNAUTHORIZED',
      'Bearer realm="registry"',
    ]);
  });

  it('is wrapped where the clients of a path expect that', async () => {
    const { app } = await startApp();
    for (const path of ['/api/v1/cli/validate', '/api/v1/cli/nothing']) {
      const { body } = await app.post(path);
      expect(body).toEqual({
        error: { code: expect.any(String), message: expect.any(String), hint: expect.any(String) },
      });
    }
  });

  it('is a page where a page was asked for', async () => {
    const { app } = await startApp();
    const answer = await app.get('/nothing').expect(404).expect('Content-Type', 'text/html; charset=utf-8');
    expect(answer.text).toContain(answer.get('X-Request-Id'));
    expect(answer.get('cache-control')).toBe('no-store');
  });

  it('that nobody foresaw tells the client nothing but its request id, and the log everything', async () => {
    const { app, log } = await startApp(
      indexThat(new TypeError('the innermost detail', { cause: new Error('the cause of it') })),
    );
    const api = await app.get(FUNCTIONS).expect(500);
    expect(api.body).toMatchObject({ code: 'INTERNAL', error: 'Something went wrong on the registry' });
    const page = await app.get('/').expect(500).expect('Content-Type', /html/);
    for (const { text } of [api, page]) expect(text).not.toMatch(/innermost|TypeError|\.ts|node_modules/);
    const entries = log()
      .split('\n')
      .filter((line) => line.includes('the innermost detail'))
      .map((line) => JSON.parse(line));
    expect(entries.map(({ requestId }) => requestId)).toEqual([
      api.get('X-Request-Id'),
      page.get('X-Request-Id'),
    ]);
    expect(entries[0].err.stack).toMatch(/TypeError: the innermost detail[\s\S]*the cause of it/);
  });

  it.each([
    [new RegistryError('STORE_FULL', 'The disk is full'), 507, undefined],
    [new RegistryError('STORE_UNAVAILABLE', 'The disk is read-only'), 503, undefined],
    [new RegistryError('BUSY', 'Somebody else writes', { retryAfter: 1.2 }), 503, '2'],
    [new RegistryError('OBJECT_CORRUPT', 'An object is damaged'), 500, undefined],
  ])('of the stores keeps its code: %s', async (error, status, retryAfter) => {
    const { app, log } = await startApp(indexThat(error));
    const answer = await app.get(FUNCTIONS).expect(status);
    expect(answer.body).toMatchObject({ code: error.code, error: error.message });
    expect(answer.get('retry-after')).toBe(retryAfter);
    expect(log()).toContain(error.code);
  });
});

describe('a body', () => {
  const push = { name: 'Greeter', description: 'Greets.', category: 'utility', code: 'export {};\n' };

  it('is read as JSON whatever its type says, also compressed', async () => {
    const { app, key } = await startApp();
    for (const type of [
      'application/json',
      'application/x-www-form-urlencoded',
      'text/plain',
      'application/octet-stream',
    ]) {
      await app
        .post(FUNCTIONS)
        .set('X-API-Key', key)
        .set('Content-Type', type)
        .send(JSON.stringify(push))
        .expect(201);
    }
    await app
      .post(FUNCTIONS)
      .set('X-API-Key', key)
      .set('Content-Encoding', 'gzip')
      .type('json')
      .serialize((body) => body)
      .send(gzipSync(JSON.stringify(push)))
      .expect(201);
  });

  it('is refused where it is too large, told or not, and where it unpacks to too much', async () => {
    const { app, key } = await startApp();
    const large = JSON.stringify({ ...push, readme: 'x'.repeat(LIMITS.maxTotalBytes * 6 + 64 * 1024) });
    const send = () =>
      app
        .post(FUNCTIONS)
        .set('X-API-Key', key)
        .type('json')
        .serialize((body) => body);
    for (const sending of [
      send().send(large),
      send().set('Content-Encoding', 'gzip').send(gzipSync(large)),
      send()
        .set('Content-Encoding', 'gzip')
        .send(gzipSync(Buffer.alloc(20_000_000, 0x20))),
    ]) {
      const { status, body } = await sending;
      expect([status, body.code]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
    }
  });

  it('is refused in an encoding or a character set that nobody reads', async () => {
    const { app, key } = await startApp();
    const send = () => app.post(FUNCTIONS).set('X-API-Key', key);
    for (const sending of [
      send().type('json').set('Content-Encoding', 'compress').send('{}'),
      send().set('Content-Type', 'application/json; charset=latin1').send('{}'),
      send().type('json').set('Content-Encoding', 'gzip').send('not gzip'),
    ]) {
      const { status, body } = await sending;
      expect([status, body.code]).toEqual([400, 'BAD_REQUEST']);
    }
  });

  it('of a form is small', async () => {
    const { app } = await startApp();
    await app
      .post('/login')
      .type('form')
      .send(`email=${'x'.repeat(20_000)}`)
      .expect(413)
      .expect('Content-Type', /html/);
  });

  it('is not read of somebody without a key', async () => {
    const { app } = await startApp();
    await app.post(FUNCTIONS).type('json').send('{"broken').expect(401);
  });
});

describe('health', () => {
  it('is told apart from readiness, which names the git in use', async () => {
    const { app } = await startApp();
    await app.get('/healthz').expect(200, { status: 'ok' });
    const ready = await app.get('/readyz').expect(200).expect('Cache-Control', 'no-store');
    expect(ready.body).toEqual({ status: 'ready', git: expect.stringMatching(/^\d+\.\d+/) });
  });

  it('stays where the registry is not ready, which is 503 whatever the fault, and names each', async () => {
    const probeDisk = failing(new RegistryError('STORE_FULL', 'The disk is full'));
    const stuckLocks = async () => ['alice'];
    const { app, log } = await startApp({
      faults: ({ git }) => ({ git: { ...git, probeDisk, stuckLocks } }),
    });
    await app.get('/healthz').expect(200);
    const { body } = await app.get('/readyz').expect(503).expect('Cache-Control', 'no-store');
    expect(body).toMatchObject({
      ...{ error: 'The disk is full', code: 'STORE_FULL', hint: ERRORS.STORE_FULL.hint },
      details: [{ code: 'STORE_FULL' }, { code: 'LOCK_STUCK', message: expect.stringContaining('alice') }],
    });
    expect(log()).toContain('"code":"LOCK_STUCK"');
  });

  it('stays while the registry is about to end, which is not looked into any more', async () => {
    const health = { checkReadiness: failing(new Error('looked')), isEnding: () => true };
    const { app } = await startApp({ options: { health } });
    await app.get('/healthz').expect(200);
    expect((await app.get('/readyz').expect(503)).body.code).toBe('SHUTTING_DOWN');
  });
});

it('logs one line a request: method, path, route, who, status and code; no query, no header, no body', async () => {
  const { app, key, log } = await startApp();
  await app
    .post(`${FUNCTIONS}/validate?hidden=query`)
    .set('X-API-Key', key)
    .set('User-Agent', 'hidden-agent')
    .send({ name: 'hidden-body' });
  await app.get(`${FUNCTIONS}/nobody/nothing`);
  await app.get('/nowhere/at-all');
  const lines = log()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toMatchObject([
    {
      msg: `POST ${FUNCTIONS}/validate 400`,
      req: { method: 'POST', path: `${FUNCTIONS}/validate` },
      ...{ res: { statusCode: 400 }, route: `${FUNCTIONS}/validate`, user: 'alice' },
    },
    { res: { statusCode: 404 }, route: `${FUNCTIONS}/:username/:slug`, code: 'NOT_FOUND' },
    { res: { statusCode: 404 }, route: 'none', code: 'NOT_FOUND' },
  ]);
  expect(lines[0]).not.toHaveProperty('slow');
  expect(log()).not.toMatch(/hidden|ac_/);
});

it('logs what took long as a warning, so that slow requests can be had alone', async () => {
  const { app, log } = await startApp({ options: { slowRequest: 0 } });
  await app.get('/healthz').expect(200);
  expect(JSON.parse(log())).toMatchObject({
    level: 40,
    slow: true,
    route: '/healthz',
    responseTime: expect.any(Number),
  });
});

describe('the metrics', () => {
  const read = async () => ({ type: 'text/plain; version=0.0.4', body: 'aerostack_ready 1\n' });

  it('are nothing where the operator has not asked for them', async () => {
    const { app } = await startApp();
    expect((await app.get('/metrics').expect(404)).body).toEqual(
      (await app.get('/api/nothing').expect(404)).body,
    );
  });

  it('are for whoever knows the token', async () => {
    const { app } = await startApp({ options: { metricsDoor: { token: 'a-token-of-some-length', read } } });
    for (const sent of ['', 'Bearer ', 'Bearer another-token', 'Basic a-token-of-some-length'])
      expect((await app.get('/metrics').set('Authorization', sent).expect(401)).body.code).toBe(
        'UNAUTHORIZED',
      );
    const { text } = await app
      .get('/metrics')
      .set('Authorization', 'Bearer a-token-of-some-length')
      .expect(200);
    expect(text).toBe('aerostack_ready 1\n');
  });
});
