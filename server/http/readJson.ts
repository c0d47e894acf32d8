import express, { type Request, type Response } from 'express';
import { RegistryError } from '../contract/errors.ts';
import { assertPlain } from '../contract/plainJson.ts';
import { assertFewValues } from './jsonValues.ts';

/** Reads a request's body as plain data, whatever its content type says; `{}` where there is none. */
export type ReadJson = (request: Request, response: Response) => Promise<unknown>;

/** How much a body may hold: bytes, decompressed, and values. */
export interface BodyLimits {
  readonly bytes: number;
  readonly values: number;
}

/**
 * Makes the reader; a body over the limit of bytes throws on the way in. Throws `INVALID_JSON` for what is not JSON in
 * UTF-8, and `LIMIT_EXCEEDED` for more values than could be read without holding up everybody else.
 */
export function readJson({ bytes: limit, values }: BodyLimits): ReadJson {
  const readBytes = express.raw({ limit, type: () => true });
  return async (request, response) => {
    await new Promise<void>((resolve, reject) =>
      readBytes(request, response, (error) => (error ? reject(error) : resolve())),
    );
    const bytes: unknown = request.body;
    if (!(bytes instanceof Uint8Array) || bytes.length === 0) return {};
    assertUtf8(request);
    assertFewValues(bytes, values);
    const value = parse(bytes);
    assertPlain(value);
    return value ?? {};
  };
}

function assertUtf8(request: Request): void {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(request.get('content-type') ?? '')?.[1];
  if (charset === undefined || /^utf-?8$/i.test(charset)) return;
  throw new RegistryError('BAD_REQUEST', 'The request is in another character set than UTF-8');
}

/** Without the parser's own words, which quote the text: there may be a password in it. */
function parse(bytes: Uint8Array): unknown {
  try {
    // What is not UTF-8 would else be stored as something that nobody sent.
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    const cause = new Error((error as Error).name);
    throw new RegistryError('INVALID_JSON', 'The request is not valid JSON', { cause });
  }
}
