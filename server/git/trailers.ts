import type { Slug, Version } from '../contract/names.ts';
import type { Source } from '../domain/writePlan.ts';
import { parseTagRef } from './layout.ts';

const SOURCES: ReadonlySet<string> = new Set<Source>(['cli', 'web', 'git', 'ci']);

/** The value of a `Source` trailer; `undefined` for everything that is none. */
export function parseSource(text: string | undefined): Source | undefined {
  return text !== undefined && SOURCES.has(text) ? (text as Source) : undefined;
}

/** The version that a commit of `published` is of, by its trailers; `undefined` for one that only restores. */
export function versionOf(
  trailers: ReadonlyMap<string, string>,
): { slug: Slug; version: Version } | undefined {
  return parseTagRef(`refs/tags/${trailers.get('Slug')}@${trailers.get('Version')}`);
}
