import type { Scope } from '../../server/contract/requests.ts';

/** What each scope lets a key do, one line. */
export const SCOPE_MEANING: Readonly<Record<Scope, string>> = {
  read: 'See your drafts, fetch them with git, and check files.',
  push: 'Push drafts and slug branches, change and delete them.',
  publish: 'Publish versions, which stay for good.',
};
