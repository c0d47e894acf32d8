import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { crc32, deflate, deflateSync } from 'node:zlib';
import type { GitObject, ObjectType } from '../domain/gitObjects.ts';

/** A pack of version 2 with its index of version 2. */
export interface Pack {
  /** The file name without extension: `pack-` and the pack's checksum. */
  readonly name: string;
  readonly pack: Uint8Array;
  readonly index: Uint8Array;
}

const TYPE_NUMBERS: Readonly<Record<ObjectType, number>> = { commit: 1, tree: 2, blob: 3, tag: 4 };
const COMPRESSION = { level: 1 };
const deflateInBackground = promisify(deflate);
/** Above this, compressing takes long enough to be worth a thread. */
const SYNC_BYTES = 16 * 1024;
const HASH_BYTES = 20;

/** Encodes objects, each once, as a pack of whole objects (no deltas) and its index. */
export async function encodePack(objects: Iterable<GitObject>): Promise<Pack> {
  const unique = [...new Map([...objects].map((object) => [object.oid, object])).values()];
  const bodies = await Promise.all(unique.map((object) => compress(object.content)));
  const header = Buffer.alloc(12);
  header.write('PACK', 'latin1');
  header.writeUInt32BE(2, 4);
  header.writeUInt32BE(unique.length, 8);
  const parts: Buffer[] = [header];
  const entries: IndexEntry[] = [];
  let offset = header.length;
  unique.forEach((object, at) => {
    const entry = Buffer.concat([entryHeader(TYPE_NUMBERS[object.type], object.content.length), bodies[at]!]);
    entries.push({ oid: Buffer.from(object.oid, 'hex'), crc: crc32(entry), offset });
    parts.push(entry);
    offset += entry.length;
  });
  const body = Buffer.concat(parts);
  const checksum = sha1(body);
  return {
    name: `pack-${checksum.toString('hex')}`,
    pack: Buffer.concat([body, checksum]),
    index: encodeIndex(entries, checksum),
  };
}

interface IndexEntry {
  readonly oid: Buffer;
  readonly crc: number;
  readonly offset: number;
}

/** Offsets take 31 bits here: a plan is far smaller than the two gigabytes from which the format needs a further table. */
function encodeIndex(entries: IndexEntry[], packChecksum: Buffer): Buffer {
  entries.sort((a, b) => Buffer.compare(a.oid, b.oid));
  const count = entries.length;
  const index = Buffer.alloc(8 + 256 * 4 + count * (HASH_BYTES + 8) + 2 * HASH_BYTES);
  index.writeUInt32BE(0xff744f63, 0);
  index.writeUInt32BE(2, 4);
  const oids = 8 + 256 * 4;
  const crcs = oids + count * HASH_BYTES;
  const offsets = crcs + count * 4;
  const counts = new Array<number>(256).fill(0);
  entries.forEach(({ oid, crc, offset }, at) => {
    counts[oid[0]!]! += 1;
    oid.copy(index, oids + at * HASH_BYTES);
    index.writeUInt32BE(crc, crcs + at * 4);
    index.writeUInt32BE(offset, offsets + at * 4);
  });
  let below = 0;
  counts.forEach((some, first) => {
    below += some;
    index.writeUInt32BE(below, 8 + first * 4);
  });
  const end = offsets + count * 4;
  packChecksum.copy(index, end);
  sha1(index.subarray(0, end + HASH_BYTES)).copy(index, end + HASH_BYTES);
  return index;
}

/** Type and size of an entry: four bits of size beside the type, then seven in each byte, lowest first. */
function entryHeader(type: number, size: number): Buffer {
  const bytes: number[] = [];
  let byte = (type << 4) | (size & 15);
  for (let rest = Math.floor(size / 16); rest > 0; rest = Math.floor(rest / 128)) {
    bytes.push(byte | 0x80);
    byte = rest & 0x7f;
  }
  bytes.push(byte);
  return Buffer.from(bytes);
}

function compress(content: Uint8Array): Buffer | Promise<Buffer> {
  if (content.length <= SYNC_BYTES) return deflateSync(content, COMPRESSION);
  return deflateInBackground(content, COMPRESSION);
}

function sha1(bytes: Uint8Array): Buffer {
  return createHash('sha1').update(bytes).digest();
}
