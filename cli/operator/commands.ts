import type { Command } from '@commander-js/extra-typings';
import { RegistryError } from '../../server/contract/errors.ts';
import type { CliContext } from '../context.ts';
import { createAccountCommand } from './createAccount.ts';
import { createKeyCommand } from './createKey.ts';
import { declareTakedown } from './declareTakedown.ts';
import { reindexCommand } from './reindex.ts';
import { serveCommand } from './serve.ts';

const NAMES: ReadonlySet<string> = new Set(['serve', 'account', 'key', 'reindex']);

/** Adds the commands of those who host a registry; they work on its data folder, beside a running server. */
export function registerOperatorCommands(program: Command, context: CliContext): void {
  program
    .command('serve')
    .description('run the registry')
    .option('--host <address>', 'address to listen on (HOST; default 127.0.0.1)')
    .option('--port <number>', 'port to listen on, 0 for a free one (PORT; default 4545)')
    .option('--data <dir>', 'data folder (DATA_DIR; default ./data)')
    .addHelpText('after', '\nExamples:\n  aerostack serve\n  aerostack serve --port 0 --data /srv/aerostack')
    .action((flags) => serveCommand(flags, context));

  program
    .command('account')
    .description('manage accounts')
    .command('create <username>')
    .description('create an account; its password comes from standard input')
    .requiredOption('--email <address>', 'e-mail address')
    .requiredOption('--password-stdin', 'read the password from standard input')
    .option('--data <dir>', 'data folder (DATA_DIR; default ./data)')
    .addHelpText(
      'after',
      '\nExample:\n  aerostack account create alice --email alice@example.org --password-stdin < password.txt',
    )
    .action((username, flags) => createAccountCommand(username, flags, context));

  program
    .command('key')
    .description('manage API keys')
    .command('create <username>')
    .description('create an API key and print it, this once, as all there is on standard output')
    .option('--scopes <list>', 'of read, push, publish, separated by commas', 'read,push,publish')
    .option('--name <name>', 'what the key is for', 'Command line')
    .option('--data <dir>', 'data folder (DATA_DIR; default ./data)')
    .addHelpText('after', '\nExample:\n  aerostack key create alice --scopes read,push --name ci')
    .action((username, flags) => createKeyCommand(username, flags, context));

  program
    .command('reindex')
    .description('rebuild the index from git; nothing but the index is written')
    .option('--data <dir>', 'data folder (DATA_DIR; default ./data)')
    .addHelpText('after', '\nExample:\n  aerostack reindex --data /srv/aerostack')
    .action((flags) => reindexCommand(flags, context));

  declareTakedown(program, context);

  for (const command of program.commands.filter((command) => NAMES.has(command.name())))
    command.hook('preAction', () => refuseDryRun(context));
}

/** None of these can be tried without doing it, and to do it all the same would be worse than to refuse. */
function refuseDryRun({ flags }: CliContext): void {
  if (flags.dryRun)
    throw new RegistryError('USAGE', '--dry-run does not go with this command', {
      hint: 'Nothing was done; run it without.',
    });
}
