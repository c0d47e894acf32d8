import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A guide as its Markdown stands in `docs/guides`. */
export interface Guide {
  /** Its file's name without the extension. */
  readonly slug: string;
  /** Its first heading. */
  readonly title: string;
  /** What the README says of it, else the first paragraph after the title; plain text. */
  readonly summary: string;
  /** All but the title. */
  readonly body: string;
}

const INDEX = 'README.md';

/**
 * Reads the guides from a folder, in the order in which its README lists them, others after them; none where the folder is
 * missing. The README itself is no guide.
 */
export function loadGuides(folder: string): readonly Guide[] {
  if (!existsSync(folder)) return [];
  const listed = [...readFileSync(join(folder, INDEX), 'utf8').matchAll(/\]\(([\w-]+)\.md\)(?:: (.+))?/g)];
  const order = listed.map(([, slug]) => slug!);
  const said = new Map(listed.flatMap(([, slug, text]) => (text ? [[slug!, asSentence(text)]] : [])));
  const rank = (slug: string) => (order.includes(slug) ? order.indexOf(slug) : order.length);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md') && name !== INDEX)
    .map((name) => guideOf(name.slice(0, -'.md'.length), readFileSync(join(folder, name), 'utf8'), said))
    .sort((a, b) => rank(a.slug) - rank(b.slug) || (a.slug < b.slug ? -1 : 1));
}

/** The end of a line of the list, as the card of a guide says it. */
function asSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function guideOf(slug: string, text: string, said: ReadonlyMap<string, string>): Guide {
  const [, title = slug, body = text] = /^# ([^\n]+)\n(.*)$/s.exec(text) ?? [];
  const paragraph = body
    .trim()
    .split(/\n\s*\n/)
    .find((block) => /^(?!```)[\p{L}`[]/u.test(block));
  const summary = (paragraph ?? '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '');
  return { slug, title: title.trim(), summary: said.get(slug) ?? summary.replace(/\s+/g, ' '), body };
}
