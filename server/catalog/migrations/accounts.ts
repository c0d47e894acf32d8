import type { Migration } from '../migrate.ts';
import { accountsKeysAndCounts } from './accounts0001.ts';
import { disabledDeletedLimitedInvited } from './accounts0002.ts';

/** The schema of accounts.db, step by step; new steps go at the end. */
export const ACCOUNTS_MIGRATIONS: readonly Migration[] = [
  accountsKeysAndCounts,
  disabledDeletedLimitedInvited,
];
