// Format characters (bidirectional overrides, zero-width ones, soft hyphens, tags), controls, line separators,
// unpaired surrogates and fillers that look like nothing: a reader cannot see them, or what they reorder.
const UNSEEN = /[\p{Cf}\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]/u;
const UNSEEN_RUNS = new RegExp(UNSEEN, 'gu');
const JOINED_EMOJI =
  /(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d(?=\p{Extended_Pictographic})/gu;
const JOINER_IN_WORD = /(?<=[\p{L}\p{M}])[\u200c\u200d](?=\p{L})/gu;
const LATIN = /\p{Script=Latin}/u;

/** One line of somebody else's text with every character that cannot be seen written out, as in `\u202e`. */
export function visibleText(text: string): string {
  return UNSEEN.test(text) ? escapeUnseen(text, () => false) : text;
}

/** Source text likewise; tabs and line ends stay as they are. */
export function visibleSource(text: string): string {
  return escapeUnseen(text, (char) => char === '\n' || char === '\t' || char === '\r');
}

/** Text made safe to stand in HTML, in elements and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function escapeUnseen(text: string, stays: (char: string) => boolean): string {
  const joiners = new Set<number>();
  // A file may hold hundreds of thousands of the same one.
  const written = new Map<string, string>();
  for (const match of text.matchAll(JOINED_EMOJI)) joiners.add(match.index);
  for (const match of text.matchAll(JOINER_IN_WORD)) {
    // Persian or Hindi words need joiners; between Latin letters they only disguise a name.
    if (!LATIN.test(text[match.index + 1] ?? '')) joiners.add(match.index);
  }
  return text.replace(UNSEEN_RUNS, (char, index: number) => (joiners.has(index) ? char : writtenAs(char)));

  function writtenAs(char: string): string {
    const known = written.get(char);
    if (known !== undefined) return known;
    const text = stays(char) ? char : `\\u${char.codePointAt(0)!.toString(16).padStart(4, '0')}`;
    written.set(char, text);
    return text;
  }
}
