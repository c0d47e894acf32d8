import MarkdownIt, { type Token } from 'markdown-it';
import sanitizeHtml from 'sanitize-html';
import type { ReadmeBase } from './readmeLinks.ts';
import { prepareTokens } from './readmeTokens.ts';
import { escapeHtml, visibleSource } from './text.ts';

/** Longer READMEs are shown as they were written: the worst that fits in here still parses within a fraction of a second. */
const MAX_README_CHARS = 96 * 1024;
const MAX_NESTING = 40;
const MAX_URL = 1_000;
/** What is coloured of one README: far more than people read, and little enough to wait for. */
const MAX_COLOURED_CHARS = 48 * 1024;
const MAX_COLOURED_BLOCKS = 40;

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false, maxNesting: MAX_NESTING });
// A long destination defined once and referred to by `[a][a][a]…` would multiply.
const isSafe = markdown.validateLink;
markdown.validateLink = (url) => url.length <= MAX_URL && isSafe(url);
// What scrolls must be reachable by the keyboard.
const openTable = '<div class="table-scroll" tabindex="0" role="group" aria-label="Table"><table>\n';
markdown.renderer.rules.table_open = () => openTable;
markdown.renderer.rules.table_close = () => '</table></div>\n';
// Without this a fence's info string would become a class name.
markdown.renderer.rules.fence = (tokens, index) => {
  const { content, meta } = tokens[index]!;
  return isColoured(meta) ? blockOf(`${meta.lines.join('\n')}\n`) : codeOf(content);
};
markdown.renderer.rules.code_block = markdown.renderer.rules.fence;

const HEADINGS = ['h2', 'h3', 'h4', 'h5', 'h6'];

/** The second net: what stands here is all that a README can put on a page, whatever the renderer made of it. */
const POLICY: sanitizeHtml.IOptions = {
  allowedTags: [
    ...HEADINGS,
    ...['p', 'br', 'hr', 'blockquote', 'ul', 'ol', 'li', 'pre', 'code', 'em', 'strong', 's', 'a', 'img'],
    ...['div', 'span', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  allowedAttributes: {
    ...Object.fromEntries(HEADINGS.map((heading) => [heading, ['id']])),
    a: ['href', 'rel'],
    img: ['src', 'alt', 'loading'],
    ol: ['start'],
    pre: [{ name: 'tabindex', values: ['0'] }],
    div: ['tabindex', 'role', 'aria-label'],
  },
  allowedClasses: {
    div: ['table-scroll'],
    li: ['task'],
    span: ['tk-*'],
    th: ['align-left', 'align-center', 'align-right'],
    td: ['align-left', 'align-center', 'align-right'],
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesByTag: { img: [] },
  allowedSchemesAppliedToAttributes: ['href', 'src'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  parseStyleAttributes: false,
};

/**
 * Renders somebody else's Markdown to HTML that runs nothing and loads nothing but what `base` resolves: no raw HTML,
 * headings from `h2` down with ids that begin with `readme-`, external links without referrer. Beyond 96 KiB the
 * source itself is shown.
 */
export function renderReadme(source: string, base: ReadmeBase): string {
  return isShownAsSource(source) ? asSource(source) : htmlOf(tokensOf(source, base));
}

/** Puts source in HTML, a line each; see `server/services/highlight.ts`. */
export type HighlightLines = (code: string, language: string) => Promise<readonly string[]>;

/** As {@link renderReadme}, with the first blocks of code that name their language in colours. */
export async function renderReadmeInColours(
  source: string,
  base: ReadmeBase,
  highlight: HighlightLines,
): Promise<string> {
  if (isShownAsSource(source)) return asSource(source);
  const tokens = tokensOf(source, base);
  let chars = MAX_COLOURED_CHARS;
  let blocks = MAX_COLOURED_BLOCKS;
  for (const token of tokens) {
    const language = /^[\w+#-]{1,20}/.exec(token.info.trim())?.[0];
    if (token.type !== 'fence' || language === undefined || token.content.length > chars || blocks === 0)
      continue;
    chars -= token.content.length;
    blocks -= 1;
    token.meta = { lines: await highlight(token.content, language) } satisfies Coloured;
  }
  return htmlOf(tokens);
}

interface Coloured {
  readonly lines: readonly string[];
}

function isColoured(meta: unknown): meta is Coloured {
  return typeof meta === 'object' && meta !== null && 'lines' in meta;
}

function isShownAsSource(source: string): boolean {
  return source.trim() === '' || source.length > MAX_README_CHARS;
}

function asSource(source: string): string {
  return source.trim() === '' ? '' : codeOf(visibleSource(source));
}

function tokensOf(source: string, base: ReadmeBase): Token[] {
  const tokens = markdown.parse(source, {});
  prepareTokens(tokens, base);
  return tokens;
}

function htmlOf(tokens: Token[]): string {
  return sanitizeHtml(markdown.renderer.render(tokens, markdown.options, {}), POLICY);
}

function codeOf(text: string): string {
  return blockOf(escapeHtml(text));
}

function blockOf(html: string): string {
  return `<pre tabindex="0"><code>${html}</code></pre>\n`;
}
