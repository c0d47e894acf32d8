import type { EditedFile } from './files.ts';

const MAGIC: Readonly<Record<string, RegExp>> = {
  png: /^\x89PNG\r\n\x1a\n/,
  jpg: /^\xff\xd8\xff/,
  jpeg: /^\xff\xd8\xff/,
  gif: /^GIF8[79]a/,
  webp: /^RIFF[\s\S]{4}WEBP/,
};
const TYPES: Readonly<Record<string, string>> = { jpg: 'jpeg' };

/** What the registry would take of a file: text, or an image that a README may show; nothing of all else. */
export function uploadedFile(path: string, bytes: Uint8Array): EditedFile | undefined {
  const magic = MAGIC[extensionOf(path)];
  const binary = latin1(bytes.subarray(0, 16));
  if (magic?.test(binary)) return { kind: 'image', base64: btoa(latin1(bytes)) };
  if (bytes.includes(0)) return undefined;
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return undefined;
  }
}

/** An image as an address that shows it. */
export function imageUrl(path: string, base64: string): string {
  const extension = extensionOf(path);
  return `data:image/${TYPES[extension] ?? extension};base64,${base64}`;
}

function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).toLowerCase();
}

/** In pieces: an engine takes only so many arguments. */
function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}
