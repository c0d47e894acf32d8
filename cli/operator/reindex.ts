import { syncAll } from '../../server/services/syncIndex.ts';
import type { CliContext } from '../context.ts';
import { openDataFolder } from './dataFolder.ts';

/** Reads every account's repository again and makes the index from it. */
export async function reindexCommand(flags: { data?: string }, context: CliContext): Promise<void> {
  const { stores, close } = await openDataFolder(flags.data, context, { create: false });
  try {
    const { accounts } = await syncAll(stores, { fresh: true });
    context.stderr.write(
      `Rebuilt the index from ${accounts} ${accounts === 1 ? 'repository' : 'repositories'}.\n`,
    );
  } finally {
    await close();
  }
}
