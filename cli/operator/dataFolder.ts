import { existsSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseConfig } from '../../server/config.ts';
import { RegistryError } from '../../server/contract/errors.ts';
import { type OpenStores, openStores } from '../../server/openStores.ts';
import type { CliContext } from '../context.ts';

/** Opens the stores below the data folder that `--data`, else `DATA_DIR`, names; a missing one is made only where asked. */
export async function openDataFolder(
  data: string | undefined,
  context: CliContext,
  { create }: { create: boolean },
): Promise<OpenStores> {
  const config = parseConfig(context.env, { data });
  const dataDir = resolve(context.cwd, config.dataDir);
  if (!create && !existsSync(dataDir)) {
    throw new RegistryError('USAGE', `There is no data folder at ${config.dataDir}`, {
      hint: 'Name it with --data, or set DATA_DIR.',
    });
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const publicUrl = config.publicUrl ?? 'http://localhost';
  return openStores({ dataDir, limits: config.limits, publicUrl: () => publicUrl, log: () => {} });
}
