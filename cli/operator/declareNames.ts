import type { Command } from '@commander-js/extra-typings';
import type { CliContext } from '../context.ts';
import { assignNameCommand, listNamesCommand, releaseNameCommand } from './assignName.ts';

const DATA = ['--data <dir>', 'data folder (DATA_DIR; default ./data)'] as const;

/** Declares `name` and what is below it. */
export function declareNames(program: Command, context: CliContext): void {
  const name = program.command('name').description('say whose a name without an author is');

  name
    .command('assign <slug> <username>')
    .description('give a name to an account that has published it, instead of to its first publisher')
    .option(...DATA)
    .addHelpText('after', '\nExample:\n  aerostack name assign image-resizer alice')
    .action((slug, username, flags) => assignNameCommand(slug, username, flags, context));

  name
    .command('release <slug>')
    .description('give a name back to its first publisher')
    .option(...DATA)
    .addHelpText('after', '\nExample:\n  aerostack name release image-resizer')
    .action((slug, flags) => releaseNameCommand(slug, flags, context));

  name
    .command('list')
    .description('list the names that were assigned')
    .option(...DATA)
    .addHelpText('after', '\nExample:\n  aerostack name list')
    .action((flags) => listNamesCommand(flags, context));
}
