import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';
import type { ReadmeBase } from './readmeLinks.ts';
import { prepareTokens } from './readmeTokens.ts';
import { escapeHtml, visibleSource } from './text.ts';

/** Longer READMEs are shown as they were written: the worst that fits in here still parses within a fraction of a second. */
const MAX_README_CHARS = 96 * 1024;
const MAX_NESTING = 40;
const MAX_URL = 1_000;

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false, maxNesting: MAX_NESTING });
// A long destination defined once and referred to by `[a][a][a]…` would multiply.
const isSafe = markdown.validateLink;
markdown.validateLink = (url) => url.length <= MAX_URL && isSafe(url);
// What scrolls must be reachable by the keyboard.
const openTable = '<div class="table-scroll" tabindex="0" role="group" aria-label="Table"><table>\n';
markdown.renderer.rules.table_open = () => openTable;
markdown.renderer.rules.table_close = () => '</table></div>\n';
// Without this a fence's info string would become a class name.
markdown.renderer.rules.fence = (tokens, index) => codeOf(tokens[index]!.content);
markdown.renderer.rules.code_block = markdown.renderer.rules.fence;

const HEADINGS = ['h2', 'h3', 'h4', 'h5', 'h6'];

/** The second net: what stands here is all that a README can put on a page, whatever the renderer made of it. */
const POLICY: sanitizeHtml.IOptions = {
  allowedTags: [
    ...HEADINGS,
    ...['p', 'br', 'hr', 'blockquote', 'ul', 'ol', 'li', 'pre', 'code', 'em', 'strong', 's', 'a', 'img'],
    ...['div', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
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
  if (source.trim() === '') return '';
  if (source.length > MAX_README_CHARS) return codeOf(visibleSource(source));
  const env = {};
  const tokens = markdown.parse(source, env);
  prepareTokens(tokens, base);
  return sanitizeHtml(markdown.renderer.render(tokens, markdown.options, env), POLICY);
}

function codeOf(text: string): string {
  return `<pre tabindex="0"><code>${escapeHtml(text)}</code></pre>\n`;
}
