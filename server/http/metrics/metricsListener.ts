import type { RequestListener } from 'node:http';
import { isRegistryError } from '../../contract/errors.ts';
import { assertToken, type MetricsDoor } from './metricsRoute.ts';

/** Answers `/metrics`, and nothing else, at an address of its own; `onFault` hears why it could not. */
export function metricsListener(door: MetricsDoor, onFault: (error: unknown) => void): RequestListener {
  return async ({ method, url, headers }, response) => {
    const answer = (status: number, type: string, body: string) =>
      response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body);
    const say = (status: number, sentence: string) =>
      answer(status, 'text/plain; charset=utf-8', `${sentence}\n`);
    if (url?.replace(/\?.*$/s, '') !== '/metrics' || (method !== 'GET' && method !== 'HEAD'))
      return void say(404, 'There is nothing here but /metrics');
    try {
      assertToken(door, headers.authorization);
      const { type, body } = await door.read();
      answer(200, type, body);
    } catch (error) {
      if (isRegistryError(error)) return void say(error.status, error.message);
      onFault(error);
      say(500, 'The metrics cannot be read');
    }
  };
}
