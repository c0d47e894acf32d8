import { escapeHtml, visibleText } from './text.ts';

const LABEL = 'aerostack';
/** About what a character takes in the sizes below; the text is then made to fit exactly. */
const CHAR_WIDTH = 6.7;
const PADDING = 7;

/** An image that tells the newest version of a function, for a README elsewhere. */
export function badge(version: string, kind: 'stable' | 'prerelease' | 'unknown'): string {
  const colour = { stable: '#0b5cc7', prerelease: '#8a5a00', unknown: '#5a6270' }[kind];
  const text = escapeHtml(visibleText(version));
  const [left, right] = [textWidth(LABEL), textWidth(version)];
  const split = left + 2 * PADDING;
  const width = split + right + 2 * PADDING;
  const title = `${LABEL}: ${text}`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" role="img" aria-label="${title}">` +
    `<title>${title}</title>` +
    `<clipPath id="r"><rect width="${width}" height="20" rx="4"/></clipPath>` +
    `<g clip-path="url(#r)"><path fill="#353b45" d="M0 0h${split}v20H0z"/>` +
    `<path fill="${colour}" d="M${split} 0h${width - split}v20H${split}z"/></g>` +
    '<g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">' +
    `<text x="${PADDING}" y="14" textLength="${left}">${LABEL}</text>` +
    `<text x="${split + PADDING}" y="14" textLength="${right}">${text}</text></g></svg>\n`
  );
}

function textWidth(text: string): number {
  return Math.round(visibleText(text).length * CHAR_WIDTH);
}
