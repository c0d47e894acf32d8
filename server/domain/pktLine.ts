const LENGTH_DIGITS = 4;
const MAX_PACKET = 65_520;

/** The packet that ends a list of packets. */
export const FLUSH = '0000';

/** A packet of git's wire protocol with this payload. */
export function packet(payload: string | Uint8Array): Buffer {
  const bytes = Buffer.from(payload as string);
  const length = (bytes.length + LENGTH_DIGITS).toString(16).padStart(LENGTH_DIGITS, '0');
  return Buffer.concat([Buffer.from(length, 'latin1'), bytes]);
}

/** One packet as it came: `payload` is `undefined` for flush and its kin, which have none. */
export interface Packet {
  readonly bytes: Buffer;
  readonly payload: Buffer | undefined;
}

/** Splits a stream into packets; the returned function takes chunks, and throws at what is no packet. */
export function packetStream(onPacket: (packet: Packet) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= LENGTH_DIGITS) {
      const digits = rest.toString('latin1', 0, LENGTH_DIGITS);
      const length = /^[0-9a-f]{4}$/i.test(digits) ? Number.parseInt(digits, 16) : Number.NaN;
      if (Number.isNaN(length) || length > MAX_PACKET || length === LENGTH_DIGITS - 1)
        throw new Error(`no packet starts with ${JSON.stringify(digits)}`);
      const end = Math.max(length, LENGTH_DIGITS);
      if (rest.length < end) return;
      const payload = length < LENGTH_DIGITS ? undefined : rest.subarray(LENGTH_DIGITS, end);
      onPacket({ bytes: rest.subarray(0, end), payload });
      rest = rest.subarray(end);
    }
  };
}
