import { RegistryError } from './errors.ts';

/** Decompressed; larger than any answer that a registry's limits allow. */
const MAX_ANSWER_BYTES = 64 * 1024 ** 2;

/**
 * Reads the body of an answer up to a limit, whatever its headers say of its size; throws `BAD_ANSWER` beyond it, and
 * what the connection throws where it is lost.
 */
export async function answerBody(response: Response, from: URL): Promise<Uint8Array<ArrayBuffer>> {
  const reader = response.body?.getReader();
  const next = async () => (await reader?.read())?.value;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let part = await next(); part; part = await next()) {
    chunks.push(part);
    size += part.length;
    if (size <= MAX_ANSWER_BYTES) continue;
    await reader?.cancel().catch(() => undefined);
    throw new RegistryError('BAD_ANSWER', `${from.origin} sent more than ${MAX_ANSWER_BYTES} bytes`);
  }
  const bytes = new Uint8Array(size);
  let filled = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, filled);
    filled += chunk.length;
  }
  return bytes;
}
