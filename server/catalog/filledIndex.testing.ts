import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { openAccountsDatabase } from './accountsDatabase.ts';
import { openIndexDatabase } from './indexDatabase.ts';
import { oidOf } from './indexedVersion.testing.ts';
import type { ListedFunction, ListingQuery } from './indexListing.ts';
import type { IndexedVersion } from './indexRows.ts';
import { temporaryFolder } from './temporaryFolder.testing.ts';

/** An index that holds these versions, and ends with the test. */
export async function filledIndex(functions: readonly IndexedVersion[] = []) {
  const folder = temporaryFolder();
  const accountsFile = join(folder, 'accounts.db');
  const accounts = await openAccountsDatabase(accountsFile);
  const index = await openIndexDatabase(join(folder, 'index.db'), { accountsFile });
  onTestFinished(() => {
    index.close();
    accounts.close();
  });
  /** Makes these versions, in place of all others, the content. */
  const fill = async (versions: readonly IndexedVersion[]) => {
    for (const account of (await index.tips()).keys()) await index.replaceAccount(account, null, []);
    for (const account of new Set(versions.map((version) => version.account))) {
      await index.replaceAccount(
        account,
        oidOf('t'),
        versions.filter((version) => version.account === account),
      );
    }
  };
  /** What a query that has one page finds, as `account/slug`. */
  const specs = async (query: Partial<ListingQuery>) => {
    const page = await index.list({ sort: 'recent', limit: 100, ...query });
    expect(page.total).toBe(page.functions.length);
    return page.functions.map(specOf);
  };
  await fill(functions);
  return { accounts, index, fill, specs };
}

/** A listed function as `account/slug`. */
export const specOf = ({ account, slug }: ListedFunction) => `${account}/${slug}`;
