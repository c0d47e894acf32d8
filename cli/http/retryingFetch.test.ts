import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeAnswer, type FakeRegistry, startFakeRegistry } from '../fixtures/fakeRegistry.ts';
import { JOBS_PATIENCE, retryingFetch } from './retryingFetch.ts';

const NOW = Date.UTC(2026, 0, 1);
let answers: FakeAnswer[];
let registry: FakeRegistry;
let waits: number[];
let told: string[];

beforeEach(async () => {
  answers = [];
  waits = [];
  told = [];
  registry = await startFakeRegistry(() => answers.shift() ?? { json: { done: true } });
});
afterEach(() => registry.close());

const fetchPatiently = retryingFetch(
  {
    fetch: (input, init) => globalThis.fetch(input, init),
    sleep: async (milliseconds, signal) => {
      waits.push(milliseconds);
      signal?.throwIfAborted();
    },
    random: () => 0.5,
    now: () => NOW,
  },
  (why) => told.push(why),
);
const send = (method = 'GET', path = '/', init: RequestInit = {}) =>
  fetchPatiently(new URL(path, registry.url), { method, ...init });

describe('a request that may be sent again', () => {
  it.each([429, 502, 503, 504])('is, after %d, each time twice as long after', async (status) => {
    answers = [{ status }, { status }, { status }];
    const response = await send();
    expect({ status: response.status, body: await response.json() }).toEqual({
      status: 200,
      body: { done: true },
    });
    expect(waits).toEqual([500, 1000, 2000]);
    expect(told).toEqual(Array(3).fill(`answered ${status}`));
  });

  it('is given up after the fourth time, with the last answer', async () => {
    answers = Array(9).fill({ status: 503, json: { code: 'BUSY' } });
    const response = await send();
    expect({ status: response.status, body: await response.json() }).toEqual({
      status: 503,
      body: { code: 'BUSY' },
    });
    expect(registry.seen).toHaveLength(4);
  });

  it.each([
    ['7', 7000],
    [new Date(NOW + 3000).toUTCString(), 3000],
    ['soon', 500],
  ])('waits as long as Retry-After says: %s', async (value, milliseconds) => {
    answers = [{ status: 429, headers: { 'retry-after': value } }];
    expect((await send()).status).toBe(200);
    expect(waits).toEqual([milliseconds]);
  });

  it('is not waited for longer than half a minute in all', async () => {
    answers = [{ status: 429, headers: { 'retry-after': '900' } }];
    expect((await send()).status).toBe(429);
    answers = Array(9).fill({ status: 503, headers: { 'retry-after': '12' } });
    expect((await send()).status).toBe(503);
    expect(waits).toEqual([12_000, 12_000]);
  });

  it('is, where the connection is lost within the answer', async () => {
    answers = [{ json: { long: 'x'.repeat(1000) }, truncate: true }];
    expect(await (await send()).json()).toEqual({ done: true });
    expect(told).toEqual(['lost the connection']);
  });

  it.each([
    ['GET', '/a'],
    ['PUT', '/a'],
    ['DELETE', '/a'],
    ['POST', '/api/v1/cli/validate'],
    ['POST', '/api/community/functions/validate'],
  ])('is %s %s', async (method, path) => {
    answers = [{ status: 503 }];
    await send(method, path, method === 'POST' ? { body: '{"a":1}' } : {});
    expect(registry.seen.map((one) => [one.method, one.path, one.body])).toEqual(
      Array(2).fill([method, path, method === 'POST' ? '{"a":1}' : '']),
    );
  });

  it('is not, once its time is over', async () => {
    answers = [{ status: 503 }];
    const controller = new AbortController();
    const fetchOnce = retryingFetch(
      {
        fetch: globalThis.fetch,
        random: () => 0,
        now: () => NOW,
        sleep: async (_, signal) => {
          controller.abort(new DOMException('too late', 'TimeoutError'));
          signal?.throwIfAborted();
        },
      },
      () => {},
    );
    await expect(fetchOnce(registry.url, { signal: controller.signal })).rejects.toThrow('too late');
    expect(registry.seen).toHaveLength(1);
  });
});

it('waits less for a host that was never reached, and says that', async () => {
  await registry.close();
  const fetchAsJob = retryingFetch(
    {
      fetch: globalThis.fetch,
      sleep: async (milliseconds) => void waits.push(milliseconds),
      random: () => 0.5,
      now: () => NOW,
    },
    (why) => told.push(why),
    JOBS_PATIENCE,
  );
  await expect(fetchAsJob(registry.url)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 9500]);
  expect(new Set(told)).toEqual(new Set(['cannot be reached (ECONNREFUSED)']));
});

describe('a request is not sent again', () => {
  it.each([
    ['POST', '/api/community/functions'],
    ['POST', '/api/community/functions/x/publish'],
    ['PATCH', '/api/community/functions/x'],
  ])('where that may do its work twice: %s %s', async (method, path) => {
    answers = [{ status: 503 }];
    expect((await send(method, path)).status).toBe(503);
    expect(registry.seen).toHaveLength(1);
  });

  it.each([200, 204, 304, 307, 400, 401, 404, 409, 500, 501, 507])('after %d', async (status) => {
    answers = [{ status, ...(status === 204 || status === 304 ? { bytes: Buffer.alloc(0) } : {}) }];
    expect((await send('GET', '/', { redirect: 'manual' })).status).toBe(status);
    expect({ waits, seen: registry.seen.length }).toEqual({ waits: [], seen: 1 });
  });

  it('where nobody listens', async () => {
    await registry.close();
    await expect(send()).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    expect(waits).toEqual([]);
  });
});

it('reads no more of an answer than any registry sends, however well it was compressed', async () => {
  const bytes = gzipSync(Buffer.alloc(70 * 1024 ** 2, 0x20));
  answers = [{ bytes, headers: { 'content-encoding': 'gzip' } }];
  await expect(send()).rejects.toMatchObject({ code: 'BAD_ANSWER' });
  expect(registry.seen).toHaveLength(1);
});
