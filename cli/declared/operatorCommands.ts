import type { Command } from '@commander-js/extra-typings';
import type { CliContext } from '../context.ts';
import { DATA_OPTION } from './dataOption.ts';
import { declareMaintenanceCommands } from './maintenanceCommands.ts';
import { declareNameCommands } from './nameCommands.ts';
import { declareOperatedAccountCommands } from './operatedAccountCommands.ts';
import { refuseDryRun } from './refuseDryRun.ts';
import { declareTakedownCommand } from './takedownCommand.ts';

/** Those that cannot be tried without doing it: all but a takedown, which can. */
const UNTRIED: ReadonlySet<string> = new Set([
  ...['serve', 'account', 'name', 'key'],
  ...['reindex', 'backup', 'restore', 'fsck', 'gc'],
]);

/** Adds the commands of those who host a registry; they work on its data folder, beside a running server. */
export function declareOperatorCommands(program: Command, context: CliContext): void {
  program
    .command('serve')
    .description('run the registry')
    .option('--host <address>', 'address to listen on (HOST; default 127.0.0.1)')
    .option('--port <number>', 'port to listen on, 0 for a free one (PORT; default 4545)')
    .option(...DATA_OPTION)
    .addHelpText('after', '\nExamples:\n  aerostack serve\n  aerostack serve --port 0 --data /srv/aerostack')
    .action(async (flags) => (await import('../operator/serve.ts')).serveCommand(flags, context));

  declareOperatedAccountCommands(program, context);
  declareNameCommands(program, context);

  program
    .command('key')
    .description('manage API keys')
    .command('create <username>')
    .description('create an API key and print it, this once, as all there is on standard output')
    .option('--scopes <list>', 'of read, push, publish, separated by commas', 'read,push,publish')
    .option('--name <name>', 'what the key is for', 'Command line')
    .option(...DATA_OPTION)
    .addHelpText('after', '\nExample:\n  aerostack key create alice --scopes read,push --name ci')
    .action(async (username, flags) =>
      (await import('../operator/createKey.ts')).createKeyCommand(username, flags, context),
    );

  declareMaintenanceCommands(program, context);

  declareTakedownCommand(program, context);

  for (const command of program.commands.filter((command) => UNTRIED.has(command.name())))
    command.hook('preAction', () => refuseDryRun(context));
}
