/** The categories the Hub shows, then those that are also taken. */
export const CATEGORIES = [
  ...[
    'auth',
    'payments',
    'media',
    'email',
    'ai',
    'database',
    'utility',
    'analytics',
    'notifications',
    'storage',
  ],
  ...['data', 'api', 'web3', 'other'],
] as const;
/** What a function is written in. */
export const LANGUAGES = ['typescript', 'javascript'] as const;
/** Where a function runs. */
export const RUNTIMES = ['cloudflare-worker', 'node', 'bun', 'deno', 'any'] as const;

/** The orders of a list. */
export const SORTS = ['relevance', 'recent', 'name', 'installs', 'stars'] as const;

/** What an account's own activity can be filtered by. */
export const ACTIVITY_KINDS = ['functions', 'keys', 'sign-ins', 'stars'] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];
