import type { Migration } from '../migrate.ts';

export const disabledDeletedLimitedInvited: Migration = {
  name: 'disabled and deleted accounts, quotas, one-time links and assigned names',
  statements: [
    'alter table accounts add column disabled_at integer',
    'alter table accounts add column deleted_at integer',
    'alter table accounts add column max_drafts integer',
    'alter table accounts add column max_functions integer',
    'alter table accounts add column max_bytes integer',
    `create table links (
      id text primary key,
      kind text not null check (kind in ('invitation', 'password')),
      secret_hash text not null unique,
      account_id text references accounts (id),
      email text,
      created_at integer not null,
      expires_at integer not null,
      used_at integer,
      withdrawn_at integer
    ) strict, without rowid`,
    'create index links_by_account on links (account_id)',
    `create table assigned_names (
      slug text primary key,
      author text not null,
      assigned_at integer not null
    ) strict, without rowid`,
  ],
};
