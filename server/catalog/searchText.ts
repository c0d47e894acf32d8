import { slugify } from '../contract/names.ts';
import { storableText } from './bindable.ts';
import { fold } from './fold.ts';

/** What a search asks for. */
export interface Search {
  /** An FTS5 expression that is valid whatever was typed: every word, the last one also as the beginning of a word. */
  readonly match: string;
  /** The search as a name would be stored, and as a slug; the slug is `""` where nothing of it could be in one. */
  readonly name: string;
  readonly slug: string;
}

const LETTER_OR_DIGIT = /[\p{L}\p{N}\p{Co}]/u;
/** Finds nothing, and unlike an empty expression is none to complain about. */
const NOTHING = '""';

/** The text as searches compare it: folded, without diacritics, fit to be stored. */
export function searchable(text: string): string {
  return fold(storableText(text))
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC');
}

/** Reads any text as a search; nothing where it is blank. Words without a letter or digit count only where there are no others. */
export function parseSearch(text: string): Search | undefined {
  const name = searchable(text).replace(/\s+/g, ' ').trim();
  if (name === '') return undefined;
  return { match: matchOf(name), name, slug: slugify(name) };
}

function matchOf(text: string): string {
  const words = text.split(/[\s,]+/).filter((word) => LETTER_OR_DIGIT.test(word));
  const last = words.pop();
  if (last === undefined) return NOTHING;
  const whole = new Set(words);
  const terms = [...whole].map(phrase);
  if (!whole.has(last)) terms.push(`${phrase(last)}*`);
  return terms.join(' ');
}

/** In quotes nothing is syntax; what the tokenizer takes for several words must then stand side by side. */
function phrase(word: string): string {
  return `"${word.replaceAll('"', '""')}"`;
}
