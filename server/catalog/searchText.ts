import { slugify } from '../contract/names.ts';
import { storableText } from './bindable.ts';
import { fold } from './fold.ts';

/** What a search asks for. */
export interface Search {
  /** An FTS5 expression that is valid whatever was typed: every word, the last one as the beginning of a word. */
  readonly match: string;
  /** The search as {@link searchable}, and as a slug, which is `""` where nothing of it could be in one. */
  readonly name: string;
  readonly slug: string;
}

/** Finds nothing, and unlike an empty expression is none to complain about. */
const NOTHING = '""';

/**
 * The text as searches compare it: its words, folded and without accents, a space between them. Words are what Unicode says
 * here and now, since the tables of SQLite's tokenizer are older than many signs and scripts.
 */
export function searchable(text: string): string {
  return withoutMarks(text)
    .replace(/[^\p{L}\p{N}\p{Co}]+/gu, ' ')
    .trim();
}

/** Reads any text as a search; nothing where it is blank. Signs count only where there is no letter or digit, and find nothing. */
export function parseSearch(text: string): Search | undefined {
  if (text.trim() === '') return undefined;
  const words = text
    .split(/[\s,]+/)
    .map(searchable)
    .filter((word) => word !== '');
  return { match: matchOf(words), name: words.join(' '), slug: slugify(withoutMarks(text)) };
}

/** In quotes nothing is syntax, and parts of a word, as in `node.js`, must stand side by side. */
function matchOf(words: readonly string[]): string {
  const last = words.at(-1);
  if (last === undefined) return NOTHING;
  const whole = new Set(words.slice(0, -1));
  const terms = [...whole].map((word) => `"${word}"`);
  if (!whole.has(last)) terms.push(`"${last}"*`);
  return terms.join(' ');
}

function withoutMarks(text: string): string {
  return fold(storableText(text)).normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
}
