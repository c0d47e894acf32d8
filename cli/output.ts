import { type ErrorDetail, isRegistryError } from '../server/contract/errors.ts';
import { shown, shownJson } from '../server/contract/shown.ts';
import type { CliContext } from './context.ts';
import { isInterruption } from './exitCodes.ts';

/** Where a command's words go: data to stdout, talk to stderr. */
export interface Output {
  /** A line of data; nothing under `--json`. */
  data(line: string): void;
  /** The command's result as JSON; nothing without `--json`. */
  json(value: unknown): void;
  /** A line of talk; silent under `--quiet`. */
  say(line: string): void;
  warn(line: string): void;
  /** One of several things that went wrong, and that the command will end for. */
  failure(line: string): void;
  /** A line that only `--verbose` shows. */
  detail(line: string): void;
  /** Code, sentence, details and hint of what went wrong; the stack under `--verbose`. */
  error(error: unknown): void;
  bold(text: string): string;
  dim(text: string): string;
}

const MAX_DETAILS = 20;

/** Makes the output of one command; colours are written to a terminal only, and never where `NO_COLOR` is set. */
export function createOutput(context: CliContext): Output {
  const { flags, stdout, stderr } = context;
  const mayColour = flags.color !== false && !context.env.NO_COLOR && context.env.TERM !== 'dumb';
  const style = (open: number, close: number, terminal: boolean) => (text: string) =>
    mayColour && terminal ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  const red = style(31, 39, context.isTTY.stderr);
  const yellow = style(33, 39, context.isTTY.stderr);
  const talk = (line: string) => stderr.write(`${line}\n`);
  return {
    data: (line) => void (flags.json || stdout.write(`${line}\n`)),
    json: (value) => void (flags.json && stdout.write(`${shownJson(value)}\n`)),
    say: (line) => void (flags.quiet || talk(line)),
    warn: (line) => void talk(`${yellow('warning:')} ${line}`),
    failure: (line) => void talk(`${red('error:')} ${line}`),
    detail: (line) => void (flags.verbose && talk(line)),
    error(error) {
      if (flags.json) stdout.write(`${shownJson(errorAsJson(error))}\n`);
      for (const line of errorLines(error, red)) talk(line);
      if (flags.verbose && error instanceof Error) talk(stackOf(error));
    },
    bold: style(1, 22, context.isTTY.stdout),
    dim: style(2, 22, context.isTTY.stderr),
  };
}

function errorLines(error: unknown, red: (text: string) => string): string[] {
  if (isInterruption(error)) return ['Interrupted.'];
  if (!isRegistryError(error)) return [`${red('error:')} ${shown(messageOf(error))}`];
  const details = error.details.slice(0, MAX_DETAILS).map((detail) => `  ${shown(placeOf(detail))}`);
  const more = error.details.length - details.length;
  return [
    `${red('error')} ${error.code}: ${shown(error.message)}`,
    ...details,
    ...(more > 0 ? [`  and ${more} more`] : []),
    `hint: ${shown(error.hint)}`,
  ];
}

/** Details of a registry's answer come unchecked, so that each field may be anything. */
function placeOf(detail: ErrorDetail | null): string {
  if (typeof detail !== 'object' || detail === null) return String(detail);
  const place = [detail.path, detail.line || undefined, detail.line ? detail.column : undefined];
  const where = place.filter((part) => part !== undefined && part !== '').join(':');
  return where ? `${where}: ${detail.message}` : String(detail.message);
}

function errorAsJson(error: unknown): unknown {
  if (isInterruption(error)) return { error: 'Interrupted', code: 'INTERRUPTED', hint: '', details: [] };
  if (!isRegistryError(error)) return { error: messageOf(error), code: 'INTERNAL', hint: '', details: [] };
  const { message, code, hint, details } = error;
  return { error: message, code, hint, details };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function stackOf(error: Error): string {
  const stack = (error.stack ?? error.message).split('\n').map(shown).join('\n');
  return error.cause instanceof Error ? `${stack}\ncaused by ${stackOf(error.cause)}` : stack;
}
