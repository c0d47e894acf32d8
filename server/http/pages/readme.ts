import { LRUCache } from 'lru-cache';
import { fileAnchor, rawHref } from '../../../web/links.ts';
import { renderReadme } from '../../../web/markdown.ts';

/** Where a version's files can be had. */
export interface ReadmeVersion {
  readonly author: string;
  readonly slug: string;
  readonly version: string;
  /** The oid of the version's folder. */
  readonly tree: string;
}

/** Renders the README of a published version: its images from the version's own tree, its links to the files below. */
export type PublishedReadme = (
  text: string,
  version: ReadmeVersion,
  files: ReadonlySet<string>,
  images: ReadonlySet<string>,
) => string;

const CACHED_CHARS = 16 * 1024 ** 2;

/**
 * Makes the renderer. What it made is kept in memory: a README can be such that rendering it takes a good part of a
 * second, and anybody may ask for the page again and again.
 */
export function createPublishedReadme(): PublishedReadme {
  const rendered = new LRUCache<string, string>({
    maxSize: CACHED_CHARS,
    sizeCalculation: (html) => html.length + 500,
  });
  return (text, { author, slug, version, tree }, files, images) => {
    const name = `${author}/${slug}@${version} ${tree}`;
    const known = rendered.get(name);
    if (known !== undefined) return known;
    const html = renderReadme(text, {
      resolveImage: (path) => (images.has(path) ? rawHref(author, slug, version, path) : undefined),
      resolveLink: (path) => (files.has(path) ? `#${fileAnchor(path)}` : undefined),
    });
    rendered.set(name, html);
    return html;
  };
}

/** Renders the README of a draft; its images are not to be had by a URL, so their descriptions stand in for them. */
export function draftReadme(text: string, files: ReadonlySet<string>): string {
  return renderReadme(text, {
    resolveImage: () => undefined,
    resolveLink: (path) => (files.has(path) ? `#${fileAnchor(path)}` : undefined),
  });
}
