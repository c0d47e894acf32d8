import type { CliContext } from './context.ts';

/** Milliseconds after which work is worth a line. */
const LONG = 500;
const FRAME_MILLISECONDS = 100;
const FRAMES = ['-', '\\', '|', '/'];
const ERASE = '\r\u001b[K';

/** A line on the terminal that tells what is waited for, while work is under way. */
export interface Progress {
  /** Work begins; the line appears once the command has worked for half a second. */
  begin(): void;
  /** Work ends; the line goes when none is under way. */
  end(): void;
  /** Takes the line away, so that another one can be written; it comes back with the next frame. */
  clear(): void;
}

/** Makes the progress line of a command; nothing is ever written where stderr is no terminal, or under `--quiet`. */
export function createProgress(context: CliContext, textOf: () => string): Progress {
  const { stderr, isTTY, env, flags, now } = context;
  if (!isTTY.stderr || flags.quiet || env.TERM === 'dumb') return { begin() {}, end() {}, clear() {} };
  let started: number | undefined;
  let open = 0;
  let frame = 0;
  let drawn = false;
  let timer: NodeJS.Timeout | undefined;
  const clear = () => {
    if (drawn) stderr.write(ERASE);
    drawn = false;
  };
  const draw = () => {
    stderr.write(`${ERASE}${FRAMES[frame % FRAMES.length]} ${textOf()}`);
    drawn = true;
    frame += 1;
    timer = setTimeout(draw, FRAME_MILLISECONDS).unref();
  };
  return {
    begin() {
      open += 1;
      started ??= now();
      if (open === 1) timer = setTimeout(draw, Math.max(0, started + LONG - now())).unref();
    },
    end() {
      open -= 1;
      if (open > 0) return;
      clearTimeout(timer);
      clear();
    },
    clear,
  };
}
