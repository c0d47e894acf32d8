import { RegistryError } from '../../server/contract/errors.ts';
import { quote } from '../../server/contract/names.ts';

/** What git takes for no part of a ref, or for something else than its name. */
const NOT_IN_REF = /[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|\/\.|\.lock(?:\/|$)/;

/** Parses the name of a remote, by git's rules for a part of a ref; throws `USAGE`. */
export function parseRemoteName(text: string): string {
  const isName = /^[^-./]/.test(text) && /[^./]$/.test(text) && text !== '@' && !NOT_IN_REF.test(text);
  if (isName && text.length <= 100) return text;
  throw new RegistryError('USAGE', `${quote(text)} is not the name of a remote`, {
    hint: 'Use letters, digits and hyphens: --name aerostack.',
  });
}
