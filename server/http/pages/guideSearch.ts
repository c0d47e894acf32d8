import { headingIds } from '../../../web/headingIds.ts';
import { guideHref } from '../../../web/links.ts';
import type { Guide } from './guides.ts';

/** A section of a guide that has the words that were looked for. */
export interface GuideHit {
  readonly href: string;
  /** The guide's title, and the section's where it has its own. */
  readonly title: string;
  /** The text around the first of the words. */
  readonly excerpt: string;
}

/** A piece of a guide under one heading. */
export interface GuideSection {
  readonly href: string;
  readonly title: string;
  /** `""` for what stands before the first one. */
  readonly heading: string;
  readonly text: string;
}

const MOST_HITS = 20;
const AROUND = 70;

/** Takes guides apart at their headings; the ids are those that the pages have. */
export function guideSections(guides: readonly Guide[]): readonly GuideSection[] {
  return guides.flatMap(({ slug, title, body }) => {
    const idOf = headingIds();
    return partsOf(body).map(({ heading, text }) => ({
      href: heading === '' ? guideHref(slug) : `${guideHref(slug)}#${idOf(heading)}`,
      ...{ title, heading, text },
    }));
  });
}

/** The sections that have all the words, those that have them in a heading first. */
export function searchGuides(sections: readonly GuideSection[], search: string): GuideHit[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const has = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const rank = ({ title, heading }: GuideSection) =>
    has(heading || title) ? 0 : has(`${title} ${heading}`) ? 1 : 2;
  return sections
    .filter(({ title, heading, text }) => has(`${title} ${heading} ${text}`))
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, MOST_HITS)
    .map(({ href, title, heading, text }) => ({
      href,
      title: heading === '' ? title : `${title}: ${heading}`,
      excerpt: excerptOf(text, words),
    }));
}

/** The headings of a text outside its fences, with what follows each. */
function partsOf(body: string): { heading: string; text: string }[] {
  const parts: { heading: string; lines: string[] }[] = [{ heading: '', lines: [] }];
  let isFenced = false;
  for (const line of body.split('\n')) {
    if (line.startsWith('```')) isFenced = !isFenced;
    const heading = isFenced ? undefined : /^#{1,6} (.+)$/.exec(line)?.[1];
    if (heading !== undefined) parts.push({ heading: heading.replaceAll('`', '').trim(), lines: [] });
    else if (!line.startsWith('```')) parts.at(-1)?.lines.push(line);
  }
  return parts.map(({ heading, lines }) => ({
    heading,
    text: lines
      .join(' ')
      .replace(/[\s|`*]+(?:-{3,}[\s|]+)*/g, ' ')
      .trim(),
  }));
}

/** Whole words around the first place of any of these, or the beginning where only the heading has them. */
function excerptOf(text: string, words: readonly string[]): string {
  const places = words.map((word) => text.toLowerCase().indexOf(word)).filter((at) => at >= 0);
  const at = places.length === 0 ? 0 : Math.min(...places);
  const before = at <= AROUND ? text.slice(0, at) : `…${text.slice(at - AROUND, at).replace(/^\S*\s/, '')}`;
  const rest = text.slice(at);
  return before + (rest.length <= 2 * AROUND ? rest : `${rest.slice(0, 2 * AROUND).replace(/\s\S*$/, '')}…`);
}
