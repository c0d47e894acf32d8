import type { Command } from '@commander-js/extra-typings';
import type { CliContext } from '../context.ts';

/** Declares what sets git up. */
export function declareGitCommands(program: Command, context: CliContext): void {
  program
    .command('remote')
    .description('push and fetch with git')
    .command('add')
    .description(
      'add an account as a remote of the git repository here; git then gets the key from the login',
    )
    .argument('[account]', 'whose functions; else your own')
    .option('--name <remote>', 'what git calls it', 'aerostack')
    .option('--private', 'fetch your drafts and slug branches too')
    .action(async (account, options) =>
      (await import('../commands/remote.ts')).addRemote(account, options, context),
    );
  // For git to run, which also names operations that this program need not know.
  program
    .command('credential', { hidden: true })
    .description('give git the key of the login')
    .argument('<operation>')
    .action(async (operation) => (await import('../commands/credential.ts')).credential(operation, context));
}
