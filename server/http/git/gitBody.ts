import type { IncomingMessage } from 'node:http';
import { type Readable, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { RegistryError } from '../../contract/errors.ts';

/** The body of a git request as its client meant it. */
export interface GitBody {
  readonly stream: Readable;
  /** Decompressed bytes so far. */
  readonly bytes: () => number;
}

/** Decompresses a body where that is due; its stream fails with `PAYLOAD_TOO_LARGE` at more than `maxBytes`. */
export function gitBody(request: IncomingMessage, maxBytes: number): GitBody {
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > maxBytes)
        done(new RegistryError('PAYLOAD_TOO_LARGE', `The request is larger than ${maxBytes} bytes`));
      else done(null, chunk);
    },
  });
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity' && encoding !== 'gzip' && encoding !== 'x-gzip')
    throw new RegistryError('BAD_REQUEST', 'The request is compressed in another way than gzip');
  const plain = encoding === 'identity' ? request : decompressed(request, counted);
  // It may fail while git is still being started; whoever reads it asks for that then.
  counted.on('error', () => {});
  plain.on('error', (error) => counted.destroy(error));
  plain.pipe(counted);
  request.once('aborted', () =>
    counted.destroy(new RegistryError('REQUEST_TIMEOUT', 'The request ended early')),
  );
  return { stream: counted, bytes: () => bytes };
}

function decompressed(request: IncomingMessage, counted: Transform): Readable {
  const gunzip = createGunzip();
  gunzip.on('error', (cause) =>
    counted.destroy(new RegistryError('BAD_REQUEST', 'The request is not valid gzip', { cause })),
  );
  counted.once('close', () => gunzip.destroy());
  return request.pipe(gunzip);
}

/** Reads a body whole. */
export async function readWhole({ stream }: GitBody): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
