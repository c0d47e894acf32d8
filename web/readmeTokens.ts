import type { Token } from 'markdown-it';
import { headingIds } from './headingIds.ts';
import { externalOf, imageOf, linkOf, type ReadmeBase } from './readmeLinks.ts';
import { visibleSource } from './text.ts';

const REL = 'nofollow noopener noreferrer';
const MAX_DEPTH = 40;
const MAX_URL_CHARS = 512 * 1024;

/** What all links and images of one README may still take; references let a short text name a long URL often. */
interface Budget {
  urlChars: number;
}

/** Turns the tokens of a parsed README, in place, into what the page may show; see `renderReadme`. */
export function prepareTokens(tokens: Token[], base: ReadmeBase): void {
  const idOf = headingIds();
  const budget: Budget = { urlChars: MAX_URL_CHARS };
  for (const [index, token] of tokens.entries()) {
    const isHeading = token.type === 'heading_open' || token.type === 'heading_close';
    if (isHeading && !base.keepsHeadings) shiftHeading(token);
    if (token.type === 'heading_open') token.attrSet('id', idOf(textOf(tokens[index + 1])));
    if (token.type === 'fence' || token.type === 'code_block') token.content = visibleSource(token.content);
    if (token.type === 'th_open' || token.type === 'td_open') classForAlignment(token);
    if (token.type === 'list_item_open') markTask(token, tokens[index + 1], tokens[index + 2]);
    if (token.children) prepareInline(token, base, budget);
  }
}

function shiftHeading(token: Token): void {
  token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + 1)}`;
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

function prepareInline(parent: Token, base: ReadmeBase, budget: Budget): void {
  const kept: Token[] = [];
  const open: { isLink: boolean; isKept: boolean }[] = [];
  for (const token of parent.children ?? []) {
    const isLink = token.type === 'link_open';
    if (token.nesting === 1) {
      const isKept = open.length < MAX_DEPTH && (!isLink || setLink(token, base, budget));
      open.push({ isLink, isKept });
      if (isKept) kept.push(token);
    } else if (token.nesting === -1) {
      if (open.pop()?.isKept) kept.push(token);
    } else if (token.type === 'image') {
      const inLink = open.some((opened) => opened.isLink && opened.isKept);
      kept.push(...imageTokens(token, base, inLink, budget));
    } else {
      if (token.type === 'code_inline') token.content = visibleSource(token.content);
      kept.push(token);
    }
  }
  parent.children = kept;
}

/** Takes a URL out of the budget, or tells that it is spent. */
function spend(budget: Budget, url: string): boolean {
  budget.urlChars -= url.length;
  return budget.urlChars >= 0;
}

function setLink(token: Token, base: ReadmeBase, budget: Budget): boolean {
  const href = String(token.attrGet('href') ?? '');
  const link = spend(budget, href) ? linkOf(href, base) : undefined;
  if (link === undefined) return false;
  // A fresh list: a title, like a destination, may be long and referred to often.
  token.attrs = [['href', link.href]];
  if (link.external) token.attrSet('rel', REL);
  return true;
}

/** The image itself where it is the version's own, else its words, as a link to it where it may be followed. */
function imageTokens(token: Token, base: ReadmeBase, inLink: boolean, budget: Budget): Token[] {
  const src = String(token.attrGet('src') ?? '');
  const affordable = spend(budget, src);
  const own = affordable ? imageOf(src, base) : undefined;
  if (own !== undefined) {
    // The renderer fills in the words.
    token.attrs = [
      ['src', own],
      ['alt', ''],
      ['loading', 'lazy'],
    ];
    return [token];
  }
  const make = token.constructor as new (type: string, tag: string, nesting: -1 | 0 | 1) => Token;
  const words = new make('text', '', 0);
  words.content = token.content || 'image';
  const external = inLink || !affordable ? undefined : externalOf(src);
  if (external === undefined) return token.content === '' ? [] : [words];
  const open = new make('link_open', 'a', 1);
  open.attrs = [
    ['href', external],
    ['rel', REL],
  ];
  return [open, words, new make('link_close', 'a', -1)];
}
