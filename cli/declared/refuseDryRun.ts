import { RegistryError } from '../../server/contract/errors.ts';
import type { CliContext } from '../context.ts';

/** For commands that cannot be tried without doing it: to do it all the same would be worse than to refuse. */
export function refuseDryRun({ flags }: CliContext): void {
  if (flags.dryRun)
    throw new RegistryError('USAGE', '--dry-run does not go with this command', {
      hint: 'Nothing was done; run it without.',
    });
}
