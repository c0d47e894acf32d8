import type { Migration } from '../migrate.ts';

export const accountsKeysAndCounts: Migration = {
  name: 'accounts, keys, audit, stars and installs',
  statements: [
    `create table accounts (
      id text primary key,
      username text not null unique,
      email text not null,
      email_folded text not null unique,
      password_hash text not null,
      created_at integer not null
    ) strict, without rowid`,
    `create table keys (
      id text primary key,
      account_id text not null references accounts (id),
      kind text not null check (kind in ('key', 'session')),
      name text not null,
      prefix text not null,
      secret_hash text not null unique,
      scopes text not null,
      functions text,
      created_at integer not null,
      expires_at integer,
      last_used_at integer,
      revoked_at integer
    ) strict, without rowid`,
    'create index keys_by_account on keys (account_id, created_at, id)',
    `create table audit (
      id text primary key,
      at integer not null,
      account_id text,
      actor_key_id text,
      action text not null,
      target text not null,
      request_id text,
      details text not null
    ) strict, without rowid`,
    'create index audit_by_account on audit (account_id, at, id)',
    `create table stars (
      author text not null,
      slug text not null,
      account_id text not null references accounts (id),
      primary key (author, slug, account_id)
    ) strict, without rowid`,
    `create table installs (
      author text not null,
      slug text not null,
      count integer not null check (count >= 0),
      primary key (author, slug)
    ) strict, without rowid`,
  ],
};
