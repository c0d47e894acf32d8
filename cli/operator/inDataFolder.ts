import type { Stores } from '../../server/services/stores.ts';
import type { CliContext } from '../context.ts';
import { openDataFolder } from './dataFolder.ts';

/** Does something with the stores of the data folder that is named, and lets go of them. */
export async function inDataFolder<T>(
  data: string | undefined,
  context: CliContext,
  use: (stores: Stores) => Promise<T>,
): Promise<T> {
  const { stores, close } = await openDataFolder(data, context, { create: false });
  try {
    return await use(stores);
  } finally {
    await close();
  }
}
