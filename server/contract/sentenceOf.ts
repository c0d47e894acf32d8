import type { RegistryError } from './errors.ts';

/** What went wrong and what to do about it, as sentences that end with one full stop each. */
export function sentenceOf({ message, hint }: Pick<RegistryError, 'message' | 'hint'>): string {
  return `${message.replace(/\.+$/, '')}. ${hint}`.trim();
}
