import type { Oid } from '../contract/names.ts';
import type { ObjectType } from '../domain/gitObjects.ts';

/** One answer of `git cat-file --batch`. */
export type CatFileAnswer =
  | { readonly kind: 'object'; readonly oid: Oid; readonly type: ObjectType; readonly content: Buffer }
  | { readonly kind: 'missing' };

const HEADER = /^([0-9a-f]{40}) (commit|tree|blob|tag) (\d+)$/;
/** A larger size than any stored object's can only come from damage. */
const MAX_OBJECT_BYTES = 512 * 1024 * 1024;

/**
 * Splits the output of `git cat-file --batch` into answers; the returned function takes the chunks and throws when
 * they cannot be followed any more. Each content is a copy that retains nothing of its chunk.
 */
export function catFileStream(
  onAnswer: (answer: CatFileAnswer) => void,
  maxObjectBytes = MAX_OBJECT_BYTES,
): (chunk: Buffer) => void {
  let header = '';
  let body: { oid: Oid; type: ObjectType; content: Buffer; filled: number } | undefined;

  const takeHeader = (chunk: Buffer, at: number): number => {
    const newline = chunk.indexOf(0x0a, at);
    const end = newline < 0 ? chunk.length : newline;
    header += chunk.toString('latin1', at, end);
    if (newline < 0) return end;
    const [, oid, type, size] = HEADER.exec(header) ?? [];
    if (oid !== undefined) {
      if (Number(size) > maxObjectBytes) throw new Error(`git announced an object of ${size} bytes`);
      const content = Buffer.allocUnsafeSlow(Number(size));
      body = { oid: oid as Oid, type: type as ObjectType, content, filled: 0 };
    } else {
      onAnswer({ kind: 'missing' });
    }
    header = '';
    return newline + 1;
  };

  const takeBody = (chunk: Buffer, at: number, open: NonNullable<typeof body>): number => {
    const { content } = open;
    if (open.filled < content.length) {
      const copied = chunk.copy(content, open.filled, at);
      open.filled += copied;
      return at + copied;
    }
    if (chunk[at] !== 0x0a) throw new Error('git sent more of an object than it announced');
    body = undefined;
    onAnswer({ kind: 'object', oid: open.oid, type: open.type, content });
    return at + 1;
  };

  return (chunk) => {
    for (let at = 0; at < chunk.length; ) at = body ? takeBody(chunk, at, body) : takeHeader(chunk, at);
  };
}
