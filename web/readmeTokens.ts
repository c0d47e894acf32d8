import type { Token } from 'markdown-it';
import { externalOf, imageOf, linkOf, README_ID, type ReadmeBase } from './readmeLinks.ts';
import { visibleSource } from './text.ts';

const MAX_ID = 80;

/** Turns the tokens of a parsed README, in place, into what the page may show; see `renderReadme`. */
export function prepareTokens(tokens: Token[], base: ReadmeBase): void {
  const idOf = headingIds();
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'heading_open' || token.type === 'heading_close') shiftHeading(token);
    if (token.type === 'heading_open') token.attrSet('id', idOf(textOf(tokens[index + 1])));
    if (token.type === 'fence' || token.type === 'code_block') token.content = visibleSource(token.content);
    if (token.type === 'th_open' || token.type === 'td_open') classForAlignment(token);
    if (token.type === 'list_item_open') markTask(token, tokens[index + 1], tokens[index + 2]);
    if (token.children) prepareInline(token, base);
  }
}

function shiftHeading(token: Token): void {
  token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + 1)}`;
}

/** Ids as other forges make them, so that a README's links to its own headings work here too. */
function headingIds(): (text: string) => string {
  const taken = new Map<string, number>();
  return (text) => {
    const words = text
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, '');
    const id = [...words.replace(/\s/g, '-')].slice(0, MAX_ID).join('') || 'section';
    const times = taken.get(id) ?? 0;
    taken.set(id, times + 1);
    return times === 0 ? README_ID + id : `${README_ID}${id}-${times}`;
  };
}

function textOf(inline: Token | undefined): string {
  return (inline?.children ?? [])
    .filter(({ type }) => type === 'text' || type === 'code_inline')
    .map(({ content }) => content)
    .join('');
}

// The parser aligns by a style attribute, which the page's policy would drop.
function classForAlignment(token: Token): void {
  const align = /^text-align:(left|center|right)$/.exec(String(token.attrGet('style') ?? ''))?.[1];
  token.attrs = align === undefined ? null : [['class', `align-${align}`]];
}

function markTask(item: Token, paragraph: Token | undefined, inline: Token | undefined): void {
  const first = inline?.children?.[0];
  if (paragraph?.type !== 'paragraph_open' || first?.type !== 'text') return;
  const box = /^\[([ xX])\]\s/.exec(first.content);
  if (!box) return;
  item.attrSet('class', 'task');
  first.content = `${box[1] === ' ' ? '☐' : '☑'} ${first.content.slice(box[0].length)}`;
}

function prepareInline(parent: Token, base: ReadmeBase): void {
  const kept: Token[] = [];
  const opened: boolean[] = [];
  for (const token of parent.children ?? []) {
    if (token.type === 'link_open') {
      const allowed = setLink(token, base);
      opened.push(allowed);
      if (allowed) kept.push(token);
    } else if (token.type === 'link_close') {
      if (opened.pop()) kept.push(token);
    } else if (token.type === 'image') {
      kept.push(...imageTokens(token, base, opened.includes(true)));
    } else {
      if (token.type === 'code_inline') token.content = visibleSource(token.content);
      kept.push(token);
    }
  }
  parent.children = kept;
}

function setLink(token: Token, base: ReadmeBase): boolean {
  const link = linkOf(String(token.attrGet('href') ?? ''), base);
  if (link === undefined) return false;
  token.attrSet('href', link.href);
  if (link.external) token.attrSet('rel', 'nofollow noopener noreferrer');
  return true;
}

/** The image itself where it is the version's own, else its words, as a link to it where it may be followed. */
function imageTokens(token: Token, base: ReadmeBase, inLink: boolean): Token[] {
  const src = String(token.attrGet('src') ?? '');
  const own = imageOf(src, base);
  if (own !== undefined) {
    token.attrSet('src', own);
    token.attrSet('loading', 'lazy');
    return [token];
  }
  const make = token.constructor as new (type: string, tag: string, nesting: -1 | 0 | 1) => Token;
  const words = new make('text', '', 0);
  words.content = token.content || 'image';
  const external = inLink ? undefined : externalOf(src);
  if (external === undefined) return token.content === '' ? [] : [words];
  const open = new make('link_open', 'a', 1);
  open.attrSet('href', external);
  open.attrSet('rel', 'nofollow noopener noreferrer');
  return [open, words, new make('link_close', 'a', -1)];
}
