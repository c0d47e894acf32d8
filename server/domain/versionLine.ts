import type { PublishedVersion } from './publishedVersion.ts';
import { descending } from './versions.ts';

/**
 * The versions that led to one, from itself back to the first. Before each stands the highest lower version that had
 * been published by then: a fix of an old line, published later, is not what a newer version was made from. So the line
 * of a version never changes, whatever is published afterwards.
 */
export function versionLine(
  version: PublishedVersion,
  all: readonly PublishedVersion[],
): readonly PublishedVersion[] {
  const line = [version];
  for (const older of [...all].sort((a, b) => descending(a.version, b.version))) {
    const last = line.at(-1)!;
    if (descending(last.version, older.version) < 0 && older.publishedAt <= last.publishedAt)
      line.push(older);
  }
  return line;
}
