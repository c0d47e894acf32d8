import { LRUCache } from 'lru-cache';
import { fileAnchor, rawHref, sourceHref } from '../../../web/links.ts';
import { type HighlightLines, renderReadme, renderReadmeInColours } from '../../../web/markdown.ts';
import type { FunctionView } from '../../services/functionView.ts';

/** Renders the README of a published version: its images from the version's own tree, its links to the source there. */
export type PublishedReadme = (view: Pick<FunctionView, 'fn' | 'readme' | 'files'>) => Promise<string>;

const CACHED_CHARS = 16 * 1024 ** 2;
/** Code that took too long to be coloured may have done so only because the machine was busy. */
const CACHED_FOR_MS = 60_000;

/**
 * Makes the renderer. What it made is kept for a while: a README can be such that rendering it takes a good part of a
 * second, and anybody may ask for the page again and again.
 */
export function createPublishedReadme(highlight: HighlightLines): PublishedReadme {
  const rendered = new LRUCache<string, string>({
    maxSize: CACHED_CHARS,
    ttl: CACHED_FOR_MS,
    sizeCalculation: (html) => html.length + 500,
  });
  return async ({ fn, readme, files }) => {
    const { author_username: author, slug, version, tree } = fn;
    const name = `${author}/${slug}@${version} ${tree}`;
    const known = rendered.get(name);
    if (known !== undefined) return known;
    const images = new Set(files.flatMap(({ path, isImage }) => (isImage ? [path] : [])));
    const texts = new Set(files.flatMap(({ path, isImage }) => (isImage ? [] : [path, ...foldersOf(path)])));
    const base = {
      resolveImage: (path: string) => (images.has(path) ? rawHref(author, slug, version, path) : undefined),
      resolveLink: (path: string) =>
        texts.has(path)
          ? sourceHref(author, slug, version, path)
          : images.has(path)
            ? rawHref(author, slug, version, path)
            : undefined,
    };
    const html = await renderReadmeInColours(readme, base, highlight);
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

/** `a` and `a/b` of `a/b/c.ts`. */
function foldersOf(path: string): string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}
