import type { Command } from '@commander-js/extra-typings';
import type { CliContext } from '../context.ts';
import { DATA_OPTION } from './dataOption.ts';

/** Declares `name` and what is below it. */
export function declareNameCommands(program: Command, context: CliContext): void {
  const name = program.command('name').description('say whose a name without an author is');

  name
    .command('assign <slug> <username>')
    .description('give a name to an account that has published it, instead of to its first publisher')
    .option(...DATA_OPTION)
    .addHelpText('after', '\nExample:\n  aerostack name assign image-resizer alice')
    .action(async (slug, username, flags) =>
      (await import('../operator/assignName.ts')).assignNameCommand(slug, username, flags, context),
    );

  name
    .command('release <slug>')
    .description('give a name back to its first publisher')
    .option(...DATA_OPTION)
    .addHelpText('after', '\nExample:\n  aerostack name release image-resizer')
    .action(async (slug, flags) =>
      (await import('../operator/assignName.ts')).releaseNameCommand(slug, flags, context),
    );

  name
    .command('list')
    .description('list the names that were assigned')
    .option(...DATA_OPTION)
    .addHelpText('after', '\nExample:\n  aerostack name list')
    .action(async (flags) => (await import('../operator/assignName.ts')).listNamesCommand(flags, context));
}
