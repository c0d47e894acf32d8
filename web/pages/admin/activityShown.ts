/** By what something was done, or to what. */
export interface ShownKey {
  readonly kind: 'key' | 'session';
  readonly name: string;
  readonly prefix: string;
}

/** One thing that happened to an account. */
export interface ShownActivity {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  /** Such as `key.create`; there may be some that this page knows nothing about. */
  readonly action: string;
  /** Such as `alice/resize@1.2.0`. */
  readonly target: string;
  readonly details: Readonly<Record<string, string>>;
  /** The key or session that the target names. */
  readonly targetKey?: ShownKey | undefined;
  /** With what it was done; absent for the operator, and for who did not get in. */
  readonly by?: ShownKey | undefined;
  readonly requestId: string | null;
}
