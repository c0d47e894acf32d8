import sanitizeHtml from 'sanitize-html';
import { expect } from 'vitest';

/** An element's name and attributes. */
export interface ParsedElement {
  name: string;
  attributes: Record<string, string>;
}

const ACTIVE = [
  'script',
  'style',
  'iframe',
  'object',
  'embed',
  'base',
  'frame',
  'frameset',
  'applet',
  'math',
  'template',
];
const URL_ATTRIBUTES = [
  'href',
  'src',
  'action',
  'formaction',
  'srcset',
  'poster',
  'data',
  'background',
  'xlink:href',
];

/** Every element of the HTML, in document order, as a parser sees them. */
export function elementsOf(html: string): ParsedElement[] {
  const elements: ParsedElement[] = [];
  sanitizeHtml(html, {
    allowedTags: [],
    onOpenTag: (name, attributes) => elements.push({ name, attributes: { ...attributes } }),
  });
  return elements;
}

/** The elements of one name. */
export function elementsNamed(html: string, name: string): ParsedElement[] {
  return elementsOf(html).filter((element) => element.name === name);
}

/** The script that a page itself refers to; what others wrote cannot get at a name with a hash in the assets' folder. */
function isOwnScript(name: string, { type, src, ...others }: Record<string, string>): boolean {
  return (
    name === 'script' &&
    type === 'module' &&
    /^\/(?:assets|static)\/[\w-]+\.js$/.test(src ?? '') &&
    Object.keys(others).length === 0
  );
}

/** The page's own absolute address, which nothing is loaded from. */
function isCanonical(name: string, { rel, href }: Record<string, string>): boolean {
  return name === 'link' && rel === 'canonical' && URL.canParse(href ?? '');
}

/** Asserts that nothing in the HTML but the page's own script runs, styles inline, or loads from elsewhere. */
export function expectInert(html: string): void {
  for (const { name, attributes } of elementsOf(html)) {
    if (isOwnScript(name, attributes) || isCanonical(name, attributes)) continue;
    expect(ACTIVE, html).not.toContain(name);
    for (const [attribute, value] of Object.entries(attributes)) {
      expect(attribute, html).not.toMatch(/^on|^style$|^srcdoc$|^http-equiv$/i);
      if (!URL_ATTRIBUTES.includes(attribute)) continue;
      // As a browser reads it: control characters and spaces around it dropped.
      const url = value.replace(/[\u0000-\u0020\u007f-\u00a0\u200b-\u200f\u2028\u2029\ufeff]/g, '');
      if (name === 'a' && attribute === 'href')
        expect(url, html).toMatch(/^(?:https?:\/\/|mailto:|#|\/(?![/\\]))/i);
      else expect(url, html).toMatch(/^\/(?![/\\])/);
    }
  }
}

/** Asserts what holds for every page: inert, one `h1`, landmarks, language, title, and a label for each field. */
export function expectSoundPage(html: string): void {
  expectInert(html);
  expect(html).toMatch(/^<!doctype html><html lang="en">/);
  const elements = elementsOf(html);
  const named = (name: string) => elements.filter((element) => element.name === name);
  for (const once of ['h1', 'main', 'title']) expect(named(once), once).toHaveLength(1);
  const descriptions = named('meta').filter(({ attributes }) => attributes.name === 'description');
  expect(descriptions.map(({ attributes }) => attributes.content)).toEqual([expect.stringMatching(/\S/)]);
  expect(named('a')[0]?.attributes).toMatchObject({ class: 'skip-link', href: '#main' });
  const ids = elements.flatMap(({ attributes }) => attributes.id ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { attributes } of elements) {
    for (const id of attributes['aria-labelledby']?.split(' ') ?? []) expect(ids).toContain(id);
    if (attributes.href?.startsWith('#') && !attributes.href.startsWith('#readme-'))
      expect(ids).toContain(attributes.href.slice(1));
  }
  const labelled = named('label').map(({ attributes }) => attributes.for);
  const fields = [...named('input'), ...named('select'), ...named('textarea')];
  for (const { attributes } of fields) {
    if (attributes.type !== 'hidden') expect(labelled).toContain(attributes.id);
  }
  for (const { attributes } of named('form')) {
    expect(['get', 'post']).toContain(attributes.method);
    if (attributes.method === 'post') {
      expect(named('input').some((input) => input.attributes.name === 'csrf' && input.attributes.value)).toBe(
        true,
      );
    }
  }
}
