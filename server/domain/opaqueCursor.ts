/** Values as a text that clients hand back as it is. */
export function opaqueText(values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** What such a text holds, whoever made it; `undefined` where it holds nothing. */
export function opaqueValues(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
