import express, { type Request, type Response } from 'express';
import { assertPlain } from '../contract/plainJson.ts';

/** Reads a request's body as plain data, whatever its content type says; `{}` where there is none. */
export type ReadJson = (request: Request, response: Response) => Promise<unknown>;

/** Makes the reader; a body over `limit` bytes, decompressed, throws on the way in. */
export function readJson(limit: number): ReadJson {
  const parse = express.json({ limit, strict: false, type: () => true });
  return async (request, response) => {
    await new Promise<void>((resolve, reject) =>
      parse(request, response, (error) => (error ? reject(error) : resolve())),
    );
    assertPlain(request.body);
    return request.body ?? {};
  };
}
