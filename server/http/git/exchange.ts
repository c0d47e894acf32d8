import type { Readable, Writable } from 'node:stream';
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
  readonly tail?: { pass(chunk: Buffer): Buffer; end(): Promise<Buffer> };
}

/** A client that neither sends nor takes anything for this long, in milliseconds, is gone. */
const IDLE = 60_000;
/** How git ends over what it cannot go on with. */
const DIED = 128;

/**
 * Feeds git the body, where there is one, and answers with what it says, both at the pace of who is slower. A client
 * that goes away ends git. Throws where git fails before it has said anything.
 */
export async function exchange(
  git: Served,
  body: Readable | undefined,
  response: Response,
  shape: AnswerShape,
): Promise<void> {
  const { socket } = response.req;
  const gone = () => {
    if (!git.output.readableEnded) git.stop();
  };
  // The client may have gone while git was being started; the socket is what tells, in every case.
  if (socket.destroyed || response.destroyed) return git.stop();
  socket.once('close', gone);
  response.once('close', gone);
  // Node ends a connection that is silent for so long, and goes back to its own time after the answer.
  socket.setTimeout(IDLE);
  try {
    const fed = feed(git, body);
    const first = await firstOf(git.output);
    if (socket.destroyed || response.destroyed) return git.stop();
    if (first === undefined) await assertServed(git, fed);
    response.status(200).set({ 'Content-Type': shape.contentType, 'X-Content-Type-Options': 'nosniff' });
    await answer(git, first, response, shape);
  } finally {
    socket.off('close', gone);
  }
}

/** The first that git says; nothing where it ends without a word. */
function firstOf(output: Readable): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    output.once('end', () => resolve(undefined)).once('close', () => resolve(undefined));
    output.once('data', (chunk: Buffer) => {
      output.pause();
      resolve(chunk);
    });
  });
}

/** Sends all that git says. Where the client is gone it is read all the same: git must not be held up, nor its pipe broken. */
function answer(
  git: Served,
  first: Buffer | undefined,
  response: Response,
  { before, tail }: AnswerShape,
): Promise<void> {
  return new Promise((resolve) => {
    const send = (bytes: Buffer | undefined) => {
      if (!bytes || bytes.length === 0 || response.destroyed || response.write(bytes)) return;
      if (response.req.socket.destroyed) return;
      git.output.pause();
      response.once('drain', () => git.output.resume());
    };
    const pass = (chunk: Buffer) => {
      try {
        send(tail ? tail.pass(chunk) : chunk);
      } catch {
        response.destroy();
      }
    };
    response.once('close', resolve);
    send(before);
    if (first === undefined) return void response.end();
    git.output.on('data', pass).once('end', async () => {
      send(await tail?.end());
      response.end();
    });
    git.output.resume();
    pass(first);
  });
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
    // One that failed before anybody listened says so by its end alone.
    body.once('close', () =>
      resolve(body.readableEnded ? undefined : (body.errored ?? new Error('cut off'))),
    );
    if (body.destroyed) resolve(body.errored ?? new Error('cut off'));
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
  const cause = new Error(`git ended with ${exitCode}: ${stderr}`);
  // What git gives up on by its own word is the request; the log says which, in case it was the repository.
  if (exitCode === DIED) throw new RegistryError('BAD_REQUEST', 'git cannot serve this request', { cause });
  throw new RegistryError('STORE_UNAVAILABLE', 'git could not serve the request', { cause, retryAfter: 5 });
}
