import type { RegistryError } from '../../contract/errors.ts';

/**
 * What to do about a push that git itself refused, before the registry was asked: its own words name an object, never a
 * remedy. `bytes` have come in, of at most `maxBytes`; `fault` is why the disk takes none, where that is so.
 */
export function hintsFor(bytes: number, maxBytes: number, fault: RegistryError | undefined): string[] {
  if (fault) return [`${fault.message} (${fault.code})`, `hint: ${fault.hint}`];
  if (bytes > maxBytes) {
    const limit = `${Math.floor(maxBytes / 1024 ** 2)} MiB`;
    return [
      `hint: A push may be ${limit} large. Push the function's folder alone: commit it to a repository`,
      'hint: of its own, or run `aerostack functions push` in it.',
    ];
  }
  return [
    'hint: git found fault with an object of the push. `git fsck --strict` in your repository names it;',
    'hint: a history that holds such objects is left behind by pushing the files in a new repository.',
  ];
}
