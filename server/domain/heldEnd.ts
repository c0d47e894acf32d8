import { FLUSH, type Packet, packet, packetStream } from './pktLine.ts';

/** Packets on their way through, the flush that ends them kept back until it is known what else there is to say. */
export interface HeldEnd {
  /** What of a chunk can be sent on. */
  pass(chunk: Buffer): Buffer;
  /** What comes last: more payloads, and the end, where one has come. */
  end(more: readonly (string | Uint8Array)[]): Buffer;
  /** Whether the packets that came are those of a side band, which carries lines for people beside the answer. */
  isSideBand(): boolean;
}

/** The band of text for people. */
const PROGRESS = 2;
const LAST_BAND = 3;

/** Passes packets on, but the last flush only with what is to stand before it. */
export function createHeldEnd(): HeldEnd {
  let out: Buffer[] = [];
  let held: Packet | undefined;
  let sideBand = false;
  const take = packetStream((one) => {
    if (held) out.push(held.bytes);
    held = one.payload === undefined ? one : undefined;
    if (one.payload === undefined) return;
    sideBand ||= one.payload[0] !== undefined && one.payload[0] <= LAST_BAND;
    out.push(one.bytes);
  });
  return {
    pass(chunk) {
      take(chunk);
      const passed = Buffer.concat(out);
      out = [];
      return passed;
    },
    end: (more) => (held ? Buffer.concat([...more.map(packet), Buffer.from(FLUSH)]) : Buffer.alloc(0)),
    isSideBand: () => sideBand,
  };
}

/** The payload that shows lines on the terminal of whoever pushes or fetches. */
export function forPeople(lines: readonly string[]): Buffer {
  return Buffer.concat([Buffer.of(PROGRESS), Buffer.from(lines.map((line) => `${line}\n`).join(''))]);
}
