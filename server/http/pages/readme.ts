import { LRUCache } from 'lru-cache';
import { rawHref, sourceHref } from '../../../web/links.ts';
import { type HighlightLines, renderReadmeInColours } from '../../../web/markdown.ts';
import type { Draft } from '../../contract/answers.ts';
import type { Forgetting } from '../../services/forgetting.ts';
import type { FunctionView } from '../../services/functionView.ts';
import { soon } from '../../services/soon.ts';
import type { RenderPreview } from './preview.ts';

/** Renders the README of a published version: its images from the version's own tree, its links to the source there. */
export type PublishedReadme = (view: Pick<FunctionView, 'fn' | 'readme' | 'files'>) => Promise<string>;

const CACHED_CHARS = 16 * 1024 ** 2;
/** Code that took too long to be coloured may have done so only because the machine was busy. */
const CACHED_FOR_MS = 60_000;

/**
 * Makes the renderer. What it made is kept for a while: a README can be such that rendering it takes a good part of a
 * second, and anybody may ask for the page again and again.
 */
export function createPublishedReadme(
  highlight: HighlightLines,
  { onTakedown }: Partial<Forgetting> = {},
): PublishedReadme {
  const rendered = new LRUCache<string, string>({
    maxSize: CACHED_CHARS,
    ttl: CACHED_FOR_MS,
    sizeCalculation: (html) => html.length + 500,
  });
  onTakedown?.(() => rendered.clear());
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

/** Renders the README of a draft; `undefined` where it is too long for a page, or takes too long. */
export type DraftReadme = (
  draft: Pick<Draft, 'id' | 'readme' | 'files' | 'assets'>,
) => Promise<string | undefined>;

/** The worst that fits in here keeps other requests waiting for some milliseconds. */
const HERE_CHARS = 8 * 1024;
const DRAFT_CHARS = 256 * 1024;

/** Makes the renderer of drafts: what is short is rendered `here`, what is longer `aside`. */
export function createDraftReadme(here: RenderPreview, aside: RenderPreview, patience: number): DraftReadme {
  return async ({ id, readme, files, assets }) => {
    if (readme.length > DRAFT_CHARS) return undefined;
    const render = readme.length > HERE_CHARS ? aside : here;
    return soon(render({ id, readme, files: Object.keys(files), images: Object.keys(assets) }), patience);
  };
}

/** `a` and `a/b` of `a/b/c.ts`. */
function foldersOf(path: string): string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}
