import { isRegistryError, RegistryError } from '../contract/errors.ts';
import { parseUsername, slugify, type Username } from '../contract/names.ts';

const MIN_PASSWORD = 10;
const MAX_PASSWORD = 1024;
const MAX_EMAIL = 320;
const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,255}$/;

/** What a person types to get an account. */
export interface NewAccount {
  readonly username: string;
  readonly email: string;
  readonly password: string;
}

/** Parses the name of a new account; throws `INVALID_USERNAME` or `RESERVED_NAME`. */
export function parseNewUsername(text: string): Username {
  const name = parseUsername(text);
  if (slugify(name) !== name)
    throw new RegistryError('INVALID_USERNAME', 'The username is not in its plain form');
  return name;
}

/** Throws `BAD_REQUEST` for what is no e-mail address. */
export function assertEmail(text: string): void {
  if (EMAIL.test(text) && text.length <= MAX_EMAIL) return;
  throw new RegistryError('BAD_REQUEST', 'The e-mail address is not one', { hint: 'Use name@example.org.' });
}

/** Throws `WEAK_PASSWORD` for a new password that is too short, or longer than anybody types. */
export function assertNewPassword(text: string): void {
  if (text.length < MIN_PASSWORD)
    throw new RegistryError('WEAK_PASSWORD', `The password is shorter than ${MIN_PASSWORD} characters`);
  if (text.length > MAX_PASSWORD)
    throw new RegistryError('WEAK_PASSWORD', `The password is longer than ${MAX_PASSWORD} characters`, {
      hint: 'Use a shorter one.',
    });
}

/** All that is wrong with what was typed, by field, for a form that shows it at once. */
export function refusedFields(typed: NewAccount): ReadonlyMap<keyof NewAccount, RegistryError> {
  const refused = new Map<keyof NewAccount, RegistryError>();
  const check = (field: keyof NewAccount, parse: (text: string) => unknown) => {
    try {
      parse(typed[field]);
    } catch (error) {
      if (!isRegistryError(error)) throw error;
      refused.set(field, error);
    }
  };
  check('username', parseNewUsername);
  check('email', assertEmail);
  check('password', assertNewPassword);
  return refused;
}
