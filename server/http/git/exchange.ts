import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { RegistryError } from '../../contract/errors.ts';

/** The running git of one exchange. */
interface Served {
  readonly input: Writable;
  readonly output: Readable;
  readonly ended: Promise<{ exitCode: number; stderr: string }>;
  stop(): void;
}

/** How an answer is put together around what git says. */
export interface AnswerShape {
  readonly contentType: string;
  readonly before?: Buffer;
  /** What of a chunk is sent on, and what comes last. */
  readonly tail?: { pass(chunk: Buffer): Buffer; end(): Buffer };
}

/** A client that neither sends nor takes anything for this long, in milliseconds, is gone. */
const IDLE = 60_000;

/**
 * Feeds git the body, where there is one, and answers with what it says, both at the pace of who is slower. A client
 * that goes away ends git. Throws where git fails before it has said anything.
 */
export async function exchange(
  git: Served,
  body: Readable | undefined,
  response: Response,
  { contentType, before, tail }: AnswerShape,
): Promise<void> {
  const { socket } = response.req;
  const gone = () => git.stop();
  const idle = () => socket.destroy();
  response.once('close', gone);
  socket.setTimeout(IDLE, idle);
  const fed = feed(git, body);
  try {
    const chunks = git.output[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    const first = await chunks.next();
    if (first.done) await assertServed(git, fed);
    response.status(200).set({ 'Content-Type': contentType, 'X-Content-Type-Options': 'nosniff' });
    await pipeline(async function* () {
      if (before) yield before;
      for (let next = first; !next.done; next = await chunks.next()) {
        const passed = tail ? tail.pass(next.value) : next.value;
        if (passed.length > 0) yield passed;
      }
      const last = tail?.end();
      if (last && last.length > 0) yield last;
    }, response);
  } catch (error) {
    git.stop();
    // Nothing can be told to a client that is gone, or that has a part of the answer already.
    if (!response.headersSent && !response.destroyed) throw error;
    response.destroy();
  } finally {
    response.off('close', gone);
    socket.setTimeout(0);
    socket.off('timeout', idle);
  }
}

/** Gives git its input; why the body could not be read, or nothing. Where git takes no more, the rest is let go by. */
async function feed(git: Served, body: Readable | undefined): Promise<unknown> {
  if (!body) {
    git.input.end();
    return undefined;
  }
  body.pipe(git.input);
  const failure = await new Promise<unknown>((resolve) => {
    body.once('end', () => resolve(undefined)).once('error', resolve);
    git.input.once('close', () => resolve(undefined));
  });
  body.unpipe(git.input);
  git.input.end();
  if (failure === undefined) body.resume();
  else git.stop();
  return failure;
}

async function assertServed({ ended }: Served, fed: Promise<unknown>): Promise<void> {
  const { exitCode, stderr } = await ended;
  if (exitCode === 0) return;
  const failure = await fed;
  if (failure !== undefined) throw failure;
  throw new RegistryError('STORE_UNAVAILABLE', 'git could not serve the request', {
    cause: new Error(`git ended with ${exitCode}: ${stderr}`),
    retryAfter: 5,
  });
}
