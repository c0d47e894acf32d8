import { RegistryError } from '../contract/errors.ts';

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;

/**
 * Throws `LIMIT_EXCEEDED` where JSON text holds more than so many values. Looked at before it is parsed: thirty
 * megabytes of empty arrays take a parser's thread many seconds and gigabytes, those of one string a moment.
 */
export function assertFewValues(json: Uint8Array, maxValues: number): void {
  const bytes = Buffer.from(json.buffer, json.byteOffset, json.byteLength);
  let values = 1;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) at = endOfString(bytes, at);
    else if (byte === COMMA || byte === OPEN_ARRAY || byte === OPEN_OBJECT) values += 1;
    if (values > maxValues)
      throw new RegistryError('LIMIT_EXCEEDED', `The request holds more than ${maxValues} values`);
  }
}

/** Where the string that starts at a quote ends; the end of the text where it does not. */
function endOfString(bytes: Buffer, start: number): number {
  for (let end = bytes.indexOf(QUOTE, start + 1); end >= 0; end = bytes.indexOf(QUOTE, end + 1)) {
    let escapes = 0;
    while (bytes[end - 1 - escapes] === BACKSLASH) escapes += 1;
    if (escapes % 2 === 0) return end;
  }
  return bytes.length;
}
