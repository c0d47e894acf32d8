import type { Duplex } from 'node:stream';
import { FLUSH, packet } from '../domain/pktLine.ts';

/** A ref that a push asks for: created where `old` is `null`, deleted where `new` is. */
export interface RefCommand {
  readonly ref: string;
  readonly old: string | null;
  readonly new: string | null;
}

/** What the first hook hands over. */
export interface Proposal {
  /** The folder of the objects that have come in and are not in the repository yet. */
  readonly quarantine: string;
  readonly options: readonly string[];
  readonly commands: readonly RefCommand[];
}

/** What git is told of one ref: under which names it was written, or why not. */
export type RefOutcome =
  | { readonly ref: string; readonly writtenTo: readonly string[] }
  | { readonly ref: string; readonly reason: string };

/** The registry's side of the conversation with the two hooks of one push. */
export interface HookChannel {
  /** What is to be decided on; nothing where git ended before it asked. */
  proposal(): Promise<Proposal | undefined>;
  /** Refuses the push, with lines for the pusher's terminal. */
  decline(lines: readonly string[]): void;
  /** Lets the objects in; whether git then asked for its refs, rather than ending before. */
  accept(): Promise<boolean>;
  /** Tells what became of the refs; a report is a single line. */
  report(lines: readonly string[], outcomes: readonly RefOutcome[]): void;
}

/** The most that the first hook may say: refs and options only, and their number is limited by what follows. */
const MAX_PROPOSAL = 1024 * 1024;
const NOTHING = '0'.repeat(40);

/** Speaks with the hooks `pre-receive` and `proc-receive` over the pipe that they inherit. */
export function createHookChannel(channel: Duplex): HookChannel {
  return {
    proposal: () => readUntil(channel, proposalReader()),
    decline(lines) {
      channel.end(`${forTerminal(lines)}decline\n`);
    },
    async accept() {
      const asked = readUntil(channel, askReader());
      channel.write('accept\n');
      return (await asked) !== undefined;
    },
    report(lines, outcomes) {
      const packets = Buffer.concat([...outcomes.flatMap(packetsOf), Buffer.from(FLUSH)]);
      channel.end(`${forTerminal(lines)}report ${packets.toString('utf8')}\n`);
    },
  };
}

/** Takes chunks until one of them completes what is read. */
type Reader<T> = (chunk: Buffer) => T | undefined;

/** The hooks speak in turn with the registry, so nothing that follows what is read can have come along. */
function readUntil<T>(channel: Duplex, read: Reader<T>): Promise<T | undefined> {
  return new Promise((resolve) => {
    const finish = (result: T | undefined) => {
      channel.off('data', take).off('close', ended).off('end', ended);
      channel.pause();
      resolve(result);
    };
    const ended = () => finish(undefined);
    const take = (chunk: Buffer) => {
      try {
        const result = read(chunk);
        if (result !== undefined) finish(result);
      } catch {
        channel.destroy();
      }
    };
    if (channel.destroyed || channel.readableEnded) return resolve(undefined);
    channel.on('data', take).once('end', ended).once('close', ended);
    channel.resume();
  });
}

/** Fields that each end in NUL: the folder, the number of options, the options, and the refs as lines. */
function proposalReader(): Reader<Proposal> {
  let text = '';
  return (chunk) => {
    text += chunk.toString('latin1');
    if (text.length > MAX_PROPOSAL) throw new Error('the push names too much');
    const fields = text.split('\0');
    const count = Number(fields[1]);
    if (fields.length < 2 + 1 || fields.length - 1 < 3 + count) return undefined;
    const [quarantine = '', , ...rest] = fields.map((field) => Buffer.from(field, 'latin1').toString('utf8'));
    const lines = (rest[count] ?? '').split('\n').filter(Boolean);
    return { quarantine, options: rest.slice(0, count), commands: lines.map(parseCommand) };
  };
}

/** The one word of the second hook. */
function askReader(): Reader<true> {
  let text = '';
  return (chunk) => {
    text += chunk.toString('latin1');
    if (!'ask\n'.startsWith(text)) throw new Error('the hook asks for something else');
    return text === 'ask\n' ? true : undefined;
  };
}

function parseCommand(line: string): RefCommand {
  const match = /^([0-9a-f]{40}) ([0-9a-f]{40}) (.+)$/s.exec(line);
  if (!match) throw new Error('git named a ref in an unknown form');
  const [, old = '', wanted = '', ref = ''] = match;
  return { ref, old: old === NOTHING ? null : old, new: wanted === NOTHING ? null : wanted };
}

function packetsOf(outcome: RefOutcome): Buffer[] {
  const { ref } = outcome;
  if ('reason' in outcome) return [packet(`ng ${ref} ${onOneLine(outcome.reason)}`)];
  return outcome.writtenTo.flatMap((name) =>
    name === ref ? [packet(`ok ${ref}`)] : [packet(`ok ${ref}`), packet(`option refname ${name}`)],
  );
}

/** A line feed would let a line pose as an answer to git. */
function forTerminal(lines: readonly string[]): string {
  return lines.map((line) => ` ${onOneLine(line)}\n`).join('');
}

function onOneLine(text: string): string {
  return text.replace(/[\r\n\0]/g, ' ');
}
