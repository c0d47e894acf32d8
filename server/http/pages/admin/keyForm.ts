import type { Request } from 'express';
import type { TypedKey } from '../../../../web/pages/admin/newKey.tsx';
import { isRegistryError, RegistryError } from '../../../contract/errors.ts';
import { parseSlug } from '../../../contract/names.ts';
import { type KeyRequest, SCOPES } from '../../../contract/requests.ts';
import { fieldsOf, listOf } from '../formFields.ts';

const DAY = 24 * 60 * 60 * 1000;
const DAYS = ['7', '30', '90', '365'];
const FORM_ID = /^[A-Za-z0-9_-]{22}$/;

/** What the form begins with: little is allowed, and not for ever. */
export const NEW_KEY: TypedKey = {
  ...{ name: '', scopes: ['read'], limit: 'all', functions: [], others: '', expires: '90', date: '' },
};

/** What was typed and chosen, to be shown again. */
export function typedKey(request: Request): TypedKey {
  return {
    ...fieldsOf(request, ['name', 'limit', 'others', 'expires', 'date']),
    scopes: listOf(request, 'scopes'),
    functions: listOf(request, 'functions'),
  };
}

/** The id of the form that was sent; throws `BAD_REQUEST` where it has none. */
export function formIdOf(request: Request): string {
  const { form } = fieldsOf(request, ['form']);
  if (FORM_ID.test(form)) return form;
  throw new RegistryError('BAD_REQUEST', 'The form is not whole', { hint: 'Load its page again.' });
}

/** The key that the form asks for, or what is wrong with it, a sentence for each field. */
export function parseKeyForm(
  typed: TypedKey,
  now: number,
): { request: KeyRequest } | { errors: Record<string, string> } {
  const name = typed.name.trim();
  const scopes = SCOPES.filter((scope) => typed.scopes.includes(scope));
  const functions = slugsIn(typed);
  const expiresAt = expiryIn(typed, now);
  const errors: Record<string, string> = {
    ...(name === '' ? { name: 'Give the key a name, to know it by.' } : {}),
    ...(name.length > 100 ? { name: 'The name is longer than 100 characters.' } : {}),
    ...(scopes.length === 0 ? { scopes: 'Choose at least one.' } : {}),
    ...('error' in functions ? { functions: functions.error } : {}),
    ...('error' in expiresAt ? { date: expiresAt.error } : {}),
  };
  if (Object.keys(errors).length > 0 || 'error' in functions || 'error' in expiresAt) return { errors };
  return { request: { name, scopes, ...functions, ...expiresAt } };
}

function slugsIn({ limit, functions, others }: TypedKey): { functions?: string[] } | { error: string } {
  if (limit !== 'some') return {};
  const slugs = [...new Set([...functions, ...others.split(/[\s,]+/).filter(Boolean)])];
  if (slugs.length === 0) return { error: 'Choose at least one, or all functions.' };
  try {
    return { functions: slugs.map(parseSlug) };
  } catch (error) {
    if (!isRegistryError(error)) throw error;
    return { error: `${error.message}. ${error.hint}` };
  }
}

function expiryIn({ expires, date }: TypedKey, now: number): { expiresAt?: string } | { error: string } {
  if (expires === 'never') return {};
  if (DAYS.includes(expires)) return { expiresAt: new Date(now + Number(expires) * DAY).toISOString() };
  const end = Date.parse(`${date}T23:59:59.999Z`);
  // Some days, such as the 31st of a month of thirty days, are taken for the day after.
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(date) && new Date(end || 0).toISOString().startsWith(date);
  if (!isDay) return { error: 'Choose a day, as in 2030-12-31.' };
  if (end <= now) return { error: 'This day has passed.' };
  return { expiresAt: new Date(end).toISOString() };
}
