/** The path of an account's catalogue, for everybody to clone; its owner pushes there. */
export function gitPath(account: string): string {
  return `/git/${encodeURIComponent(account)}.git`;
}

/** The path of all that an account has, drafts included; for its owner alone. */
export function privateGitPath(account: string): string {
  return `/git/${encodeURIComponent(account)}/private.git`;
}
