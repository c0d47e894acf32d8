import { fileAnchor, rawHref } from '../../../web/links.ts';
import { renderReadme } from '../../../web/markdown.ts';

/** Where a version's files can be had. */
export interface ReadmeVersion {
  readonly author: string;
  readonly slug: string;
  readonly version: string;
}

/** Renders the README of a published version: its images from the version's own tree, its links to the files below. */
export function publishedReadme(
  text: string,
  version: ReadmeVersion,
  files: ReadonlySet<string>,
  images: ReadonlySet<string>,
): string {
  return renderReadme(text, {
    resolveImage: (path) =>
      images.has(path) ? rawHref(version.author, version.slug, version.version, path) : undefined,
    resolveLink: (path) => (files.has(path) ? `#${fileAnchor(path)}` : undefined),
  });
}

/** Renders the README of a draft; its images are not to be had by a URL, so their descriptions stand in for them. */
export function draftReadme(text: string, files: ReadonlySet<string>): string {
  return renderReadme(text, {
    resolveImage: () => undefined,
    resolveLink: (path) => (files.has(path) ? `#${fileAnchor(path)}` : undefined),
  });
}
