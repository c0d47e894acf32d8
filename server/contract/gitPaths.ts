import type { Username } from './names.ts';

/** The path of an account's catalogue, for everybody to clone; its owner pushes there. */
export function gitPath(account: Username): string {
  return `/git/${account}.git`;
}

/** The path of all that an account has, drafts included; for its owner alone. */
export function privateGitPath(account: Username): string {
  return `/git/${account}/private.git`;
}
