import type { Command } from '@commander-js/extra-typings';
import type { CliContext } from '../context.ts';
import { createAccountCommand } from './createAccount.ts';
import { deleteAccountCommand } from './deleteAccount.ts';
import { disableAccountCommand, enableAccountCommand } from './disableAccount.ts';
import { inviteCommand, listInvitationsCommand, uninviteCommand } from './invitations.ts';
import { limitAccountCommand } from './limitAccount.ts';
import { listAccountsCommand, showAccountCommand } from './listAccounts.ts';
import { resetPasswordCommand } from './resetPassword.ts';

const DATA = ['--data <dir>', 'data folder (DATA_DIR; default ./data)'] as const;

/** Declares `account` and what is below it. */
export function declareAccounts(program: Command, context: CliContext): void {
  const account = program.command('account').description('manage accounts');

  account
    .command('create <username>')
    .description('create an account; its password comes from standard input')
    .requiredOption('--email <address>', 'e-mail address')
    .requiredOption('--password-stdin', 'read the password from standard input')
    .option(...DATA)
    .addHelpText(
      'after',
      '\nExample:\n  aerostack account create alice --email alice@example.org --password-stdin < password.txt',
    )
    .action((username, flags) => createAccountCommand(username, flags, context));

  account
    .command('list')
    .description('list the accounts, with what each has')
    .option('--all', 'those that were deleted, too')
    .option(...DATA)
    .addHelpText('after', '\nExample:\n  aerostack account list')
    .action((flags) => listAccountsCommand(flags, context));

  account
    .command('show <username>')
    .description('tell about an account: status, keys, what it has and may have')
    .option(...DATA)
    .addHelpText('after', '\nExample:\n  aerostack account show alice')
    .action((username, flags) => showAccountCommand(username, flags, context));

  account
    .command('disable <username>')
    .description('refuse its keys and sessions at once; what it published stays')
    .option('--reason <text>', 'why, for the audit trail')
    .option(...DATA)
    .addHelpText('after', '\nExample:\n  aerostack account disable alice --reason "laptop stolen"')
    .action((username, flags) => disableAccountCommand(username, flags, context));

  account
    .command('enable <username>')
    .description('let a disabled account in again, by its password and keys')
    .option(...DATA)
    .addHelpText('after', '\nExample:\n  aerostack account enable alice')
    .action((username, flags) => enableAccountCommand(username, flags, context));

  account
    .command('reset-password <username>')
    .description('end its sessions, and print a link by which its owner sets a password')
    .option('--password-stdin', 'set the password on standard input instead')
    .option('--revoke-keys', 'end its keys too')
    .option(...DATA)
    .addHelpText('after', '\nExample:\n  aerostack account reset-password alice --revoke-keys')
    .action((username, flags) => resetPasswordCommand(username, flags, context));

  account
    .command('delete <username>')
    .description('delete an account with its drafts; what it published stays, and nobody gets its name')
    .option(...DATA)
    .addHelpText('after', '\nExample:\n  aerostack account delete alice --yes')
    .action((username, flags) => deleteAccountCommand(username, flags, context));

  account
    .command('limit <username>')
    .description('say how much it may have; a number, none, or default for what everybody gets')
    .option('--drafts <number>', 'unpublished drafts (ACCOUNT_DRAFTS)')
    .option('--functions <number>', 'functions (ACCOUNT_FUNCTIONS)')
    .option('--bytes <number>', 'bytes of its repository, such as 500M (ACCOUNT_BYTES)')
    .option(...DATA)
    .addHelpText('after', '\nExample:\n  aerostack account limit alice --drafts 50 --bytes 500M')
    .action((username, flags) => limitAccountCommand(username, flags, context));

  account
    .command('invite')
    .description('print a link by which somebody makes one account, also where registration is closed')
    .option('--email <address>', 'the only address that the account can have')
    .option('--expires <time>', 'how long the link works: days, hours or minutes', '7d')
    .option(...DATA)
    .addHelpText('after', '\nExample:\n  aerostack account invite --email bob@example.org --expires 2d')
    .action((flags) => inviteCommand(flags, context));

  account
    .command('invitations')
    .description('list the invitations, with what became of each')
    .option(...DATA)
    .addHelpText('after', '\nExample:\n  aerostack account invitations')
    .action((flags) => listInvitationsCommand(flags, context));

  account
    .command('uninvite <id>')
    .description('withdraw an invitation')
    .option(...DATA)
    .addHelpText('after', '\nExample:\n  aerostack account uninvite lnk_0123456789abcdef0123456789abcdef')
    .action((id, flags) => uninviteCommand(id, flags, context));
}
