import type { Oid } from '../contract/names.ts';
import { type GitObject, gitObject } from '../domain/gitObjects.ts';

const FOLDER_MODE = '40000';
const SPACE = 0x20;
const SLASH = 0x2f;
const HASH_BYTES = 20;

/**
 * The oid of a folder directly below a tree, from the tree's content. The root of `published` has an entry for every
 * function, so it is scanned and spliced as bytes: parsing it would cost most of a publish.
 */
export function folderIn(content: Uint8Array, name: string): Oid | undefined {
  const { end, found } = locate(content, name);
  if (!found) return undefined;
  return bytesOf(content).toString('hex', end - HASH_BYTES, end) as Oid;
}

/** The tree that a folder put into a tree gives, in place of an entry of that name where there is one. */
export function treeWithFolder(content: Uint8Array, name: string, folder: Oid): GitObject {
  const { start, end } = locate(content, name);
  const entry = Buffer.concat([Buffer.from(`${FOLDER_MODE} ${name}\0`), Buffer.from(folder, 'hex')]);
  return gitObject('tree', Buffer.concat([content.subarray(0, start), entry, content.subarray(end)]));
}

/** The tree without the folder of that name; the same tree where it has none. */
export function treeWithoutFolder(content: Uint8Array, name: string): GitObject {
  const { start, end } = locate(content, name);
  return gitObject('tree', Buffer.concat([content.subarray(0, start), content.subarray(end)]));
}

/** Where the folder of that name stands, or where it belongs (then `start` is `end`). */
function locate(content: Uint8Array, name: string): { start: number; end: number; found: boolean } {
  const bytes = bytesOf(content);
  const key = Buffer.from(`${name}/`);
  for (let start = 0; start < bytes.length; ) {
    const nameStart = bytes.indexOf(SPACE, start) + 1;
    const nameEnd = bytes.indexOf(0, nameStart);
    const end = nameEnd + 1 + HASH_BYTES;
    // Trees are sorted as if the names of folders ended in a slash.
    const isFolder = nameStart - start === FOLDER_MODE.length + 1;
    const order = compareEntry(bytes, nameStart, nameEnd, isFolder, key);
    if (order === 0) return { start, end, found: true };
    if (order > 0) return { start, end: start, found: false };
    start = end;
  }
  return { start: bytes.length, end: bytes.length, found: false };
}

function compareEntry(bytes: Buffer, from: number, to: number, isFolder: boolean, key: Buffer): number {
  const length = to - from + (isFolder ? 1 : 0);
  for (let at = 0; at < length && at < key.length; at += 1) {
    const byte = from + at < to ? bytes[from + at]! : SLASH;
    if (byte !== key[at]) return byte - key[at]!;
  }
  return length - key.length;
}

function bytesOf(content: Uint8Array): Buffer {
  return Buffer.from(content.buffer, content.byteOffset, content.byteLength);
}
