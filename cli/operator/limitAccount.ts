import { QUOTA_KINDS } from '../../server/domain/quotas.ts';
import { limitAccount } from '../../server/services/limitAccount.ts';
import type { CliContext } from '../context.ts';
import { createOutput } from '../output.ts';
import { quotasAsJson, quotasSaid } from './accountReport.ts';
import { inDataFolder } from './inDataFolder.ts';
import { parseQuota } from './quantities.ts';

/** Says how much an account may have; without a quota, tells it. */
export async function limitAccountCommand(
  username: string,
  flags: { drafts?: string; functions?: string; bytes?: string; data?: string },
  context: CliContext,
): Promise<void> {
  const stated = QUOTA_KINDS.flatMap((kind) => {
    const text = flags[kind];
    return text === undefined ? [] : [[kind, parseQuota(kind, text, { isBytes: kind === 'bytes' })] as const];
  });
  const quotas = await inDataFolder(flags.data, context, (stores) =>
    limitAccount(stores, username, Object.fromEntries(stated)),
  );
  const output = createOutput(context);
  output.say(`${username}: ${quotasSaid(quotas)}.`);
  output.json({ username, quotas: quotasAsJson(quotas) });
}
