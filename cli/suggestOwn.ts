import type { Client } from '../server/contract/client.ts';
import { isRegistryError, RegistryError } from '../server/contract/errors.ts';
import { isFunctionId } from '../server/contract/names.ts';
import { shown } from '../server/contract/shown.ts';
import { closest } from '../server/domain/closest.ts';

/** Waits for a call about a function of one's own; where there is none of that slug, the error names the one meant. */
export async function orSuggestOwn<T>(name: string, client: Client, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!isRegistryError(error, 'NOT_FOUND') || isFunctionId(name)) throw error;
    const mine = await client.listMine().catch(() => ({ functions: [] }));
    const near = closest(
      name,
      mine.functions.map(({ slug }) => slug),
    );
    if (near === undefined) throw error;
    throw new RegistryError('NOT_FOUND', error.message, {
      hint: `Did you mean ${shown(near)}?`,
      cause: error,
    });
  }
}
