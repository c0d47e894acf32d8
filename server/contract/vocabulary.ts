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
