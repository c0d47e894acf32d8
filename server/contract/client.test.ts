import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createClient } from './client.ts';
import { isRegistryError, type RegistryError } from './errors.ts';

/** A server on a free port of 127.0.0.1 that ends with the test. */
async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function refusal(attempt: Promise<unknown>): Promise<RegistryError> {
  try {
    await attempt;
  } catch (error) {
    if (isRegistryError(error)) return error;
    throw error;
  }
  throw new Error('was not refused');
}

describe('an answer', () => {
  it('that unpacks to more than any registry sends is not read to its end', async () => {
    const bomb = gzipSync(Buffer.alloc(70 * 1024 ** 2, 0x20));
    const baseUrl = await serving((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    });
    const client = createClient({ baseUrl });
    for (const attempt of [() => client.listFunctions(), () => client.download('/raw/a/b@1.0.0/c.png')]) {
      expect(await refusal(attempt())).toMatchObject({
        code: 'BAD_ANSWER',
        message: expect.stringMatching(/more than/),
      });
    }
  });

  const formless: unknown[] = [
    {
      error: { toString: 1 },
      code: ['x'],
      hint: { a: 1 },
      details: [null, 'x', { message: { toString: 1 } }],
    },
    { error: { code: { a: 1 }, message: ['x'] }, details: 'x' },
    { error: null },
    ...[[], 'x', null],
  ];
  it.each(formless.map((body) => JSON.stringify(body)))(
    'of a refusal in no form that refusals have is a refusal all the same: %s',
    async (body) => {
      const baseUrl = await serving((_, response) => response.writeHead(418).end(body));
      const error = await refusal(createClient({ baseUrl }).listFunctions());
      expect(error).toMatchObject({ code: 'BAD_ANSWER', message: `${baseUrl} answered 418`, details: [] });
    },
  );

  it('of a refusal keeps what has its form', async () => {
    const details = [
      { path: 'a.ts', line: 1, column: 2, code: 'X', message: 'no', more: {} },
      { message: 1 },
    ];
    const body = { error: 'No', code: 'INVALID_FILE', hint: 'Do', details };
    const baseUrl = await serving((_, response) => response.writeHead(400).end(JSON.stringify(body)));
    expect(await refusal(createClient({ baseUrl }).listFunctions())).toMatchObject({
      ...{ code: 'INVALID_FILE', message: 'No', hint: 'Do' },
      details: [{ path: 'a.ts', line: 1, column: 2, code: 'X', message: 'no' }],
    });
  });
});

describe('a redirect', () => {
  const empty = JSON.stringify({ functions: [], nextCursor: null, total: 0 });

  it('to another host goes without the key, on the way back with it', async () => {
    const seen: (readonly [url: string | undefined, key: IncomingMessage['headers'][string]])[] = [];
    const note = ({ url, headers }: IncomingMessage) => seen.push([url, headers['x-api-key']]);
    let home = '';
    const elsewhere = await serving((request, response) => {
      note(request);
      response.writeHead(302, { location: `${home}/back` }).end();
    });
    home = await serving((request, response) => {
      note(request);
      if (request.url === '/back') response.end(empty);
      else response.writeHead(302, { location: `${elsewhere}/away` }).end();
    });
    const client = createClient({ baseUrl: home, key: 'ac_secret' });
    await client.listFunctions();
    await client.download('/raw/a/b@1.0.0/c.png');
    for (const [url, key] of seen) expect(key).toBe(url === '/away' ? undefined : 'ac_secret');
    expect(seen).toHaveLength(6);
  });

  it.each(['file:///etc/passwd', 'data:application/json,{}', 'http://127.0.0.1:x/', 'ftp://example.org/'])(
    'to %s is not followed',
    async (location) => {
      const baseUrl = await serving((_, response) => response.writeHead(302, { location }).end());
      expect((await refusal(createClient({ baseUrl }).listFunctions())).code).toBe('BAD_ANSWER');
    },
  );

  it('from a protected connection to one that is not is not followed', async () => {
    const asked: string[] = [];
    const answering = (async (url: URL) => {
      asked.push(url.href);
      return new Response(null, { status: 302, headers: { location: 'http://registry.example/x' } });
    }) as unknown as typeof fetch;
    const client = createClient({ baseUrl: 'https://registry.example', fetch: answering });
    expect((await refusal(client.listFunctions())).code).toBe('BAD_ANSWER');
    expect(asked).toHaveLength(1);
  });
});
