import { FLUSH, type Packet, packet, packetStream } from '../../domain/pktLine.ts';

/** What is known of a push that git itself refused, before the registry was asked. */
export interface RefusedPush {
  readonly isShallow: boolean;
  /** Bytes that came in. */
  readonly bytes: number;
  readonly maxBytes: number;
}

/** What to do about a push that git itself refused: its own words name an object, never a remedy. */
export function hintsFor({ isShallow, bytes, maxBytes }: RefusedPush): string[] {
  if (bytes > maxBytes) {
    const limit = `${Math.floor(maxBytes / 1024 ** 2)} MiB`;
    return [
      `hint: A push may be ${limit} large. Push the function's folder alone: commit it to a repository`,
      'hint: of its own, or run `aerostack functions push` in it.',
    ];
  }
  if (isShallow) {
    return ['hint: The history of this repository is cut off. Run `git fetch --unshallow`, then push again.'];
  }
  return [
    'hint: git found fault with an object of the push. `git fsck --strict` in your repository names it;',
    'hint: a history that holds such objects is left behind by pushing the files in a new repository.',
  ];
}

const PROGRESS = 2;

/** Passes on what receive-pack answers, but keeps the packet that ends it until it is known what else there is to say. */
export function createAnswerTail() {
  let out: Buffer[] = [];
  let held: Packet | undefined;
  let isMultiplexed = false;
  const take = packetStream((one) => {
    if (held) out.push(held.bytes);
    held = undefined;
    if (one.payload === undefined) held = one;
    else {
      isMultiplexed ||= one.payload[0] !== undefined && one.payload[0] <= 3;
      out.push(one.bytes);
    }
  });
  return {
    /** What of a chunk can be sent on. */
    pass(chunk: Buffer): Buffer {
      take(chunk);
      const passed = Buffer.concat(out);
      out = [];
      return passed;
    },
    /** What comes last: the lines, where the client takes such, and the end. */
    end(lines: readonly string[]): Buffer {
      const text = isMultiplexed && held ? lines.map((line) => `${line}\n`).join('') : '';
      const said = text === '' ? [] : [packet(Buffer.concat([Buffer.of(PROGRESS), Buffer.from(text)]))];
      return Buffer.concat([...said, Buffer.from(held ? FLUSH : '')]);
    },
  };
}
