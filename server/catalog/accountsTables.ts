/** The columns of accounts.db; times are milliseconds since 1970. */
export interface AccountsTables {
  accounts: AccountRow;
  keys: KeyRow;
  audit: AuditRow;
  stars: StarRow;
  installs: InstallRow;
  links: LinkRow;
  assigned_names: AssignedNameRow;
}

export interface AccountRow {
  id: string;
  username: string;
  email: string;
  email_folded: string;
  password_hash: string;
  created_at: number;
  disabled_at: number | null;
  deleted_at: number | null;
  /** Null for what the registry grants everybody, -1 for no limit; the same for those below. */
  max_drafts: number | null;
  max_functions: number | null;
  max_bytes: number | null;
}

export interface KeyRow {
  id: string;
  account_id: string;
  kind: 'key' | 'session';
  name: string;
  prefix: string;
  secret_hash: string;
  /** A JSON array. */
  scopes: string;
  /** A JSON array, or null where the key is not limited to some functions. */
  functions: string | null;
  created_at: number;
  expires_at: number | null;
  last_used_at: number | null;
  revoked_at: number | null;
}

export interface AuditRow {
  id: string;
  at: number;
  account_id: string | null;
  actor_key_id: string | null;
  action: string;
  target: string;
  request_id: string | null;
  /** A JSON object. */
  details: string;
}

export interface StarRow {
  author: string;
  slug: string;
  account_id: string;
}

export interface InstallRow {
  author: string;
  slug: string;
  count: number;
}

export interface LinkRow {
  id: string;
  kind: 'invitation' | 'password';
  secret_hash: string;
  /** Whose password it sets, or which account an invitation became. */
  account_id: string | null;
  email: string | null;
  created_at: number;
  expires_at: number;
  used_at: number | null;
  withdrawn_at: number | null;
}

export interface AssignedNameRow {
  slug: string;
  author: string;
  assigned_at: number;
}
