/** Settings of {@link shorten}. */
export interface ShortenOptions {
  /** What marks the cut. Default: `…`. */
  mark?: string;
}

/**
 * Shortens a text to at most `limit` characters, the mark included; cuts between words where it can.
 *
 * @throws {RangeError} where the mark alone is longer than the limit
 */
export function shorten(text: string, limit: number, { mark = '…' }: ShortenOptions = {}): string {
  // By code points: a cut between two halves of an emoji would leave neither.
  const characters = [...text];
  const room = limit - [...mark].length;
  if (room < 0) throw new RangeError(`A limit of ${limit} has no room for ${JSON.stringify(mark)}`);
  if (characters.length <= limit) return text;
  const cut = characters.slice(0, room + 1).join('');
  const lastSpace = cut.search(/\s\S*$/u);
  const kept = lastSpace > 0 ? cut.slice(0, lastSpace) : characters.slice(0, room).join('');
  return kept.trimEnd() + mark;
}
