import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Diagnostic } from '../contract/answers.ts';
import type { FunctionContent } from '../domain/functionTree.ts';
import type { CheckCode } from './checkCode.ts';

interface Kept {
  readonly diagnostics: readonly Diagnostic[];
  readonly until: number;
}

const KEPT_CHARS = 16 * 1024 ** 2;
/** Code may have been given up on only because the machine was busy. */
const GIVEN_UP_MILLISECONDS = 30_000;

/**
 * Keeps what a check found, which depends on the content alone, and has those who ask while it runs wait for the same
 * one. Each account has its own: neither is anybody held up by another's queue, nor told by a quick answer that
 * somebody else has the same files. A check that fails is not kept.
 */
export function createKeptChecks(check: CheckCode, now: () => number): CheckCode {
  const kept = new LRUCache<string, Kept>({
    maxSize: KEPT_CHARS,
    sizeCalculation: ({ diagnostics }) => JSON.stringify(diagnostics).length + 500,
  });
  const running = new Map<string, Promise<readonly Diagnostic[]>>();

  const run = async (key: string, content: FunctionContent, account: string) => {
    try {
      const diagnostics = await check(content, account);
      const isGivenUp = diagnostics.some(({ code }) => code === 'TOO_DEEP');
      const until = isGivenUp ? now() + GIVEN_UP_MILLISECONDS : Number.POSITIVE_INFINITY;
      kept.set(key, { diagnostics, until });
      return diagnostics;
    } finally {
      running.delete(key);
    }
  };

  return async (content, account) => {
    const key = `${account} ${identityOf(content)}`;
    const known = kept.get(key);
    if (known && now() < known.until) return [...known.diagnostics];
    const started = running.get(key) ?? run(key, content, account);
    running.set(key, started);
    return [...(await started)];
  };
}

/** Of the files in their order, since that decides which findings are named where there are too many. */
function identityOf({ files, manifest, slug }: FunctionContent): string {
  const hash = createHash('sha256');
  const head = [slug, manifest, [...files].map(([path, { length }]) => [path, length])];
  hash.update(`${JSON.stringify(head)}\n`);
  for (const content of files.values()) hash.update(content);
  return hash.digest('base64');
}
