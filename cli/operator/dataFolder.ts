import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseConfig } from '../../server/config.ts';
import { RegistryError } from '../../server/contract/errors.ts';
import { shown } from '../../server/contract/shown.ts';
import { makeDataFolder } from '../../server/dataFolder.ts';
import { type OpenStores, openStores } from '../../server/openStores.ts';
import type { CliContext } from '../context.ts';
import { createOutput } from '../output.ts';

/** Opens the stores below the data folder that `--data`, else `DATA_DIR`, names; a missing one is made only where asked. */
export async function openDataFolder(
  data: string | undefined,
  context: CliContext,
  { create }: { create: boolean },
): Promise<OpenStores> {
  const config = parseConfig(context.env, { data });
  const dataDir = resolve(context.cwd, config.dataDir);
  if (!create && !existsSync(dataDir)) {
    throw new RegistryError('USAGE', `There is no data folder at ${dataDir}`, {
      hint: "Name the registry's with --data, or set DATA_DIR.",
    });
  }
  // A registry elsewhere would not see what is written here.
  if (makeDataFolder(dataDir)) createOutput(context).say(`Made the data folder ${shown(dataDir)}.`);
  const publicUrl = config.publicUrl ?? 'http://localhost';
  return openStores({
    dataDir,
    limits: config.limits,
    quotas: config.quotas,
    publicUrl: () => publicUrl,
    log: () => {},
  });
}
