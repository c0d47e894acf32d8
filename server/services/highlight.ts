import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { languageNamed, type SourceLanguage } from '../domain/sourceLanguage.ts';
import type { Forgetting } from './forgetting.ts';
import type { RunSourceJob } from './sourceJobs.ts';

/**
 * Source as HTML in colours: one element a line, of text and `<span class="tk-…">` that the stylesheet colours. The
 * language is named as authors do (`ts`, `Shell`); source in another one, too large, or too slow to colour stays plain.
 * Characters that cannot be seen are the caller's to write out first.
 */
export type Highlight = (code: string, language: string) => Promise<readonly string[]>;

const MAX_CHARS = 256 * 1024;
const CACHED_CHARS = 32 * 1024 ** 2;
/** What took too long may have done so only because the machine was busy, or the grammar was used for the first time. */
const PLAIN_FOR_MS = 10_000;

/** Makes the highlighter; what it made is kept by the content's hash, as blobs are named. */
export function createHighlight(run: RunSourceJob, { onTakedown }: Partial<Forgetting> = {}): Highlight {
  const cache = new LRUCache<string, readonly string[]>({
    maxSize: CACHED_CHARS,
    sizeCalculation: (lines) => lines.reduce((sum, line) => sum + line.length + 16, 100),
  });
  onTakedown?.(() => cache.clear());
  const underway = new Map<string, Promise<readonly string[]>>();

  const make = async (code: string, language: SourceLanguage, key: string): Promise<readonly string[]> => {
    const { lines, ranOut } = (await run({ kind: 'highlight', code, language })) ?? {
      lines: [],
      ranOut: true,
    };
    const shown = withoutLast([...lines, ...plainLines(code).slice(lines.length)]);
    cache.set(key, shown, ranOut ? { ttl: PLAIN_FOR_MS } : {});
    return shown;
  };

  return async (text, language) => {
    const code = text.replace(/\r\n?/g, '\n');
    const known = languageNamed(language);
    if (!known || code.length > MAX_CHARS) return withoutLast(plainLines(code));
    const key = `${known} ${createHash('sha1').update(code).digest('base64')}`;
    const cached = cache.get(key);
    if (cached) return cached;
    const making = underway.get(key) ?? make(code, known, key).finally(() => underway.delete(key));
    underway.set(key, making);
    return making;
  };
}

function plainLines(code: string): string[] {
  return code.replaceAll('&', '&amp;').replaceAll('<', '&lt;').split('\n');
}

/** What comes after the end of the last line is no line. */
function withoutLast(lines: readonly string[]): readonly string[] {
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
