import type { NameRow } from '../catalog/indexDatabase.ts';
import { nearest } from '../domain/closest.ts';
import { mistakenFor } from '../domain/lookAlike.ts';
import type { Stores } from './stores.ts';

/** The names of all published functions, for what has to look at each of them. */
export interface PublishedNames {
  all(): Promise<readonly NameRow[]>;
  /** The function of another account that this published one is easily mistaken for, if there is one. */
  mistakenFor(account: string, slug: string): Promise<NameRow | undefined>;
  /** Published functions that somebody may have meant by a slug, and by an account where one was named. */
  near(slug: string, account?: string): Promise<NameRow[]>;
  /** Accounts that have published, and that somebody may have meant. */
  nearAccounts(account: string): Promise<string[]>;
}

const MOST_NEAR = 5;
const MAX_NAME = 64;

/** Makes them; they are kept until anything is published. */
export function createPublishedNames({ index }: Pick<Stores, 'index'>): PublishedNames {
  let known: { generation: number; names: readonly NameRow[] } | undefined;

  async function all(): Promise<readonly NameRow[]> {
    const generation = index.generation();
    if (known?.generation !== generation) known = { generation, names: await index.names() };
    return known.names;
  }

  return {
    all,
    async mistakenFor(account, slug) {
      const names = await all();
      const own = names.find((one) => one.account === account && one.slug === slug);
      return own && mistakenFor(own, names);
    },
    async near(slug, account) {
      if (slug.length > MAX_NAME) return [];
      const names = await all();
      const slugs = new Set(names.map((one) => one.slug));
      const own = slugs.has(slug as never) ? [slug] : [];
      const wanted = [...own, ...nearest(slug, slugs, MOST_NEAR).filter((near) => near !== slug)];
      return wanted
        .flatMap((near) => names.filter((one) => one.slug === near))
        .sort((a, b) => Number(b.account === account) - Number(a.account === account))
        .slice(0, MOST_NEAR);
    },
    async nearAccounts(account) {
      if (account.length > MAX_NAME) return [];
      const accounts = new Set((await all()).map((one) => one.account));
      return nearest(account, accounts, MOST_NEAR);
    },
  };
}
