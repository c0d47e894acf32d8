import { createServer, request as httpRequest, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeRegistry, startFakeRegistry } from '../fixtures/fakeRegistry.ts';
import { environmentFetch } from './environmentFetch.ts';

let registry: FakeRegistry;
let proxy: Server;
let proxied: { target: string; authorization: string | undefined }[];

beforeEach(async () => {
  registry = await startFakeRegistry(() => ({ json: { hello: 'world' } }));
  proxied = [];
  proxy = createServer((request, response) => {
    proxied.push({ target: request.url!, authorization: request.headers['proxy-authorization'] });
    const { method, headers } = request;
    request.pipe(
      httpRequest(request.url!, { method, headers }, (answer) => {
        response.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(response);
      }),
    );
  });
  proxy.on('connect', (request, client) => {
    proxied.push({ target: request.url!, authorization: request.headers['proxy-authorization'] });
    const [host, port] = request.url!.split(':');
    const upstream = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  await registry.close();
  await new Promise<void>((resolve) => {
    proxy.close(() => resolve());
    proxy.closeAllConnections();
  });
});

const proxyUrl = (credentials = '') =>
  `http://${credentials}127.0.0.1:${(proxy.address() as AddressInfo).port}`;

describe('the fetch of an environment', () => {
  it("is Node's own where the environment names no proxy", () => {
    expect(environmentFetch({})).toBe(globalThis.fetch);
    expect(environmentFetch({ HTTP_PROXY: '', NO_PROXY: '*' })).toBe(globalThis.fetch);
  });

  it.each(['HTTP_PROXY', 'http_proxy'])('goes through the proxy of %s', async (name) => {
    const fetch = environmentFetch({ [name]: proxyUrl('user:secret@') });
    const response = await fetch(registry.url, { method: 'POST', body: 'sent' });
    expect(await response.json()).toEqual({ hello: 'world' });
    expect(registry.seen.map(({ body }) => body)).toEqual(['sent']);
    expect(proxied).toEqual([
      {
        target: expect.stringContaining(new URL(registry.url).host),
        authorization: `Basic ${Buffer.from('user:secret').toString('base64')}`,
      },
    ]);
  });

  it('goes past it to the hosts of NO_PROXY', async () => {
    const fetch = environmentFetch({ HTTP_PROXY: proxyUrl(), NO_PROXY: 'example.org,127.0.0.1' });
    expect((await fetch(registry.url)).status).toBe(200);
    expect(proxied).toEqual([]);
  });

  it('does not take the proxy of https for http', async () => {
    const fetch = environmentFetch({ HTTPS_PROXY: proxyUrl() });
    expect((await fetch(registry.url)).status).toBe(200);
    expect(proxied).toEqual([]);
  });

  it('refuses what is no URL of a proxy, without repeating it', async () => {
    const fetch = environmentFetch({ HTTPS_PROXY: 'user:secret@proxy:8080' });
    const error = await fetch(registry.url).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'USAGE' });
    expect(`${error.message} ${error.hint}`).not.toContain('secret');
  });
});
