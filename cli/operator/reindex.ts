import { syncAll } from '../../server/services/syncIndex.ts';
import type { CliContext } from '../context.ts';
import { createOutput } from '../output.ts';
import { counting } from './counting.ts';
import { openDataFolder } from './dataFolder.ts';

/** Reads every account's repository again and makes the index from it. */
export async function reindexCommand(flags: { data?: string }, context: CliContext): Promise<void> {
  const { stores, close } = await openDataFolder(flags.data, context, { create: false });
  try {
    const { accounts } = await counting(context, 'Reading repositories', (onProgress) =>
      syncAll(stores, { fresh: true, onProgress }),
    );
    const output = createOutput(context);
    output.say(`Rebuilt the index from ${accounts} ${accounts === 1 ? 'repository' : 'repositories'}.`);
    output.json({ accounts });
  } finally {
    await close();
  }
}
