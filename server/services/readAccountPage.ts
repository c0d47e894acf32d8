import type { Listed } from '../contract/answers.ts';
import { RegistryError } from '../contract/errors.ts';
import { quote } from '../contract/names.ts';
import { listFunctions } from './browse.ts';
import type { Stores } from './stores.ts';

/** An author's published functions; one who published nothing is not told apart from one who does not exist. */
export async function readAccountPage(
  stores: Stores,
  username: string,
  cursor: string | undefined,
): Promise<Listed & { username: string }> {
  const listed = await listFunctions(stores, { author: username, sort: 'name', cursor });
  if (listed.total === 0)
    throw new RegistryError('NOT_FOUND', `${quote(username)} has published nothing here`);
  return { username, ...listed };
}
