import type { Request } from 'express';

/** The sentence for what a page's address says has just been done; nothing for what no step of it says. */
export function doneNotice(
  { query }: Request,
  sentences: Readonly<Record<string, string>>,
): string | undefined {
  const done = String(query.done ?? '');
  return Object.hasOwn(sentences, done) ? sentences[done] : undefined;
}
