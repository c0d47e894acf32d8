import type { Slug, Username } from '../contract/names.ts';
import type { Stores } from './stores.ts';

/** Counts installs in memory and writes them in batches; a crash may lose the last few seconds of counting. */
export interface InstallCounter {
  count(author: Username, slug: Slug): void;
  /** Writes what is counted so far, and stops the timer. */
  close(): Promise<void>;
}

const FLUSH_EVERY = 5_000;

/** Starts the counter; `failed` hears of a batch that could not be written, which is then kept for the next one. */
export function createInstallCounter(
  { accounts }: Pick<Stores, 'accounts'>,
  failed: (error: unknown) => void,
): InstallCounter {
  let counts = new Map<string, { author: Username; slug: Slug; count: number }>();
  const add = (author: Username, slug: Slug, count: number) => {
    const entry = counts.get(`${author}/${slug}`) ?? { author, slug, count: 0 };
    counts.set(`${author}/${slug}`, { ...entry, count: entry.count + count });
  };
  const flush = async () => {
    const batch = [...counts.values()];
    if (batch.length === 0) return;
    counts = new Map();
    try {
      await accounts.addInstalls(batch);
    } catch (error) {
      for (const { author, slug, count } of batch) add(author, slug, count);
      failed(error);
    }
  };
  const timer = setInterval(flush, FLUSH_EVERY);
  timer.unref();
  return {
    count: (author, slug) => add(author, slug, 1),
    close: () => {
      clearInterval(timer);
      return flush();
    },
  };
}
