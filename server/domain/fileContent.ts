import { RegistryError } from '../contract/errors.ts';
import type { PortablePath } from '../contract/names.ts';

const MAGIC: readonly { type: string; extensions: readonly string[]; matches: (bytes: Buffer) => boolean }[] =
  [
    {
      type: 'image/png',
      extensions: ['png'],
      matches: (bytes) => bytes.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n',
    },
    {
      type: 'image/jpeg',
      extensions: ['jpg', 'jpeg'],
      matches: (bytes) => bytes.toString('latin1', 0, 3) === '\xff\xd8\xff',
    },
    {
      type: 'image/gif',
      extensions: ['gif'],
      matches: (bytes) => /^GIF8[79]a$/.test(bytes.toString('latin1', 0, 6)),
    },
    {
      type: 'image/webp',
      extensions: ['webp'],
      matches: (bytes) =>
        bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP',
    },
  ];
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The media type of an image that a README may show, told by its name and its magic bytes together. */
export function imageType(path: string, content: Uint8Array): string | undefined {
  const bytes = Buffer.from(content.buffer, content.byteOffset, Math.min(content.byteLength, 16));
  const extension = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  return MAGIC.find((kind) => kind.extensions.includes(extension) && kind.matches(bytes))?.type;
}

/** Encodes a file's text; throws `INVALID_FILE` where it is not well-formed or holds a NUL. */
export function encodeText(path: PortablePath, text: string): Uint8Array {
  if (!text.isWellFormed() || text.includes('\0')) throw notText(path);
  return Buffer.from(text, 'utf8');
}

/** Decodes a file as UTF-8 text; throws `INVALID_FILE` where it is not. */
export function decodeText(path: PortablePath, content: Uint8Array): string {
  const text = textOf(content);
  if (text === undefined) throw notText(path);
  return text;
}

/** The content as text, byte for byte the same when encoded again; nothing where it is not UTF-8 text. */
export function textOf(content: Uint8Array): string | undefined {
  if (content.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return undefined;
  }
}

/** Decodes an image sent as base64; throws `INVALID_FILE` where it is not one. */
export function decodeAsset(path: PortablePath, base64: string): Uint8Array {
  const content = BASE64.test(base64) ? Buffer.from(base64, 'base64') : undefined;
  if (content && imageType(path, content)) return content;
  const message = 'is not a png, jpeg, gif or webp image in base64';
  throw new RegistryError('INVALID_FILE', `The asset "${path}" ${message}`, { details: [{ path, message }] });
}

/** Throws `INVALID_FILE` where a file is neither UTF-8 text nor an image that a README may show. */
export function assertKnownContent(path: PortablePath, content: Uint8Array): void {
  if (textOf(content) === undefined && !imageType(path, content)) throw notText(path);
}

function notText(path: PortablePath): RegistryError {
  const message = 'is neither UTF-8 text nor a png, jpeg, gif or webp image';
  return new RegistryError('INVALID_FILE', `The file "${path}" ${message}`, { details: [{ path, message }] });
}
