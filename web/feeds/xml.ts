import { escapeHtml, visibleText } from '../text.ts';

/** One element with text in it; what XML could not hold, or nobody could see, is written out. */
export function element(
  name: string,
  text: string,
  attributes: Readonly<Record<string, string>> = {},
): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${safe(value)}"`);
  const open = `<${name}${written.join('')}`;
  return text === '' ? `${open}/>` : `${open}>${safe(text)}</${name}>`;
}

/** One element with others in it. */
export function parent(name: string, children: readonly string[], attributes = ''): string {
  return `<${name}${attributes}>${children.join('')}</${name}>`;
}

/** A whole document. */
export function xmlDocument(root: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${root}\n`;
}

function safe(text: string): string {
  return escapeHtml(visibleText(text)).replace(/[\ufffe\uffff]/g, '\ufffd');
}
