import type { Command } from '@commander-js/extra-typings';
import type { CliContext } from '../context.ts';

/** Declares what is about whose key is used. */
export function declareAccountCommands(program: Command, context: CliContext): void {
  program
    .command('login')
    .description('log in to a registry: with a key, or on a terminal with an e-mail address and a password')
    .option('--key <key>', 'the key, or - to read it from stdin')
    .action(async (options) => (await import('../commands/login.ts')).login(options, context));
  program
    .command('logout')
    .description('forget the stored key, and revoke it where a password was exchanged for it')
    .action(async () => (await import('../commands/logout.ts')).logout(context));
  program
    .command('whoami')
    .description('tell whose key is used')
    .action(async () => (await import('../commands/whoami.ts')).whoami(context));
}
