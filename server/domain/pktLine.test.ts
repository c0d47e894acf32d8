import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHeldEnd, forPeople } from './heldEnd.ts';
import { FLUSH, packet, packetStream } from './pktLine.ts';

/** A stream of packets, `null` for a flush, cut into chunks of these sizes. */
const payloads = fc.array(fc.option(fc.uint8Array({ maxLength: 300 }), { nil: null }), { maxLength: 12 });
const bytesOf = (all: (Uint8Array | null)[]) =>
  Buffer.concat(all.map((payload) => (payload === null ? Buffer.from(FLUSH) : packet(payload))));

function chunks(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length]!;
    parts.push(bytes.subarray(at, at + size));
    at += size;
  }
  return parts;
}

const sizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 });

describe('packets', () => {
  it('come out as they went in, however the stream is cut', () => {
    fc.assert(
      fc.property(payloads, sizes, (all, cut) => {
        const found: (string | null)[] = [];
        const take = packetStream(({ payload }) => found.push(payload?.toString('hex') ?? null));
        for (const chunk of chunks(bytesOf(all), cut)) take(chunk);
        expect(found).toEqual(all.map((payload) => payload && Buffer.from(payload).toString('hex')));
      }),
    );
  });

  it('say their length in four digits, and what is none throws', () => {
    expect(packet('hello\n').toString()).toBe('000ahello\n');
    for (const bytes of ['xyz1', '0003', 'ffff', '-001'])
      expect(() => packetStream(() => {})(Buffer.from(bytes))).toThrow('no packet starts with');
  });
});

describe('a held end', () => {
  it('passes everything on, and more only before the last flush', () => {
    fc.assert(
      fc.property(payloads, sizes, (all, cut) => {
        const { pass, end } = createHeldEnd();
        const passed = chunks(bytesOf(all), cut).map(pass);
        const isEnded = all.at(-1) === null;
        const more = end(['more']);
        expect(more.toString()).toBe(isEnded ? `0008more${FLUSH}` : '');
        const whole = Buffer.concat([...passed, isEnded ? Buffer.from(FLUSH) : Buffer.alloc(0)]);
        expect(whole.equals(bytesOf(all))).toBe(true);
      }),
    );
  });

  it('tells a side band, in which lines for people travel', () => {
    const plain = createHeldEnd();
    plain.pass(Buffer.concat([packet('unpack ok\n'), Buffer.from(FLUSH)]));
    const banded = createHeldEnd();
    banded.pass(Buffer.concat([packet('\u0001000eunpack ok\n'), Buffer.from(FLUSH)]));
    expect([plain.isSideBand(), banded.isSideBand()]).toEqual([false, true]);
    expect(forPeople(['one', 'two']).toString()).toBe('\u0002one\ntwo\n');
  });
});
