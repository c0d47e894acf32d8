import type { Command } from '@commander-js/extra-typings';
import type { CliContext } from '../context.ts';
import { DATA_OPTION } from './dataOption.ts';

/** Declares `account` and what is below it. */
export function declareOperatedAccountCommands(program: Command, context: CliContext): void {
  const account = program.command('account').description('manage accounts');

  account
    .command('create <username>')
    .description('create an account; its password comes from standard input')
    .requiredOption('--email <address>', 'e-mail address')
    .requiredOption('--password-stdin', 'read the password from standard input')
    .option(...DATA_OPTION)
    .addHelpText(
      'after',
      '\nExample:\n  aerostack account create alice --email alice@example.org --password-stdin < password.txt',
    )
    .action(async (username, flags) =>
      (await import('../operator/createAccount.ts')).createAccountCommand(username, flags, context),
    );

  account
    .command('list')
    .description('list the accounts, with what each has')
    .option('--all', 'those that were deleted, too')
    .option(...DATA_OPTION)
    .addHelpText('after', '\nExample:\n  aerostack account list')
    .action(async (flags) =>
      (await import('../operator/listAccounts.ts')).listAccountsCommand(flags, context),
    );

  account
    .command('show <username>')
    .description('tell about an account: status, keys, what it has and may have')
    .option(...DATA_OPTION)
    .addHelpText('after', '\nExample:\n  aerostack account show alice')
    .action(async (username, flags) =>
      (await import('../operator/listAccounts.ts')).showAccountCommand(username, flags, context),
    );

  account
    .command('disable <username>')
    .description('refuse its keys and sessions at once; what it published stays')
    .option('--reason <text>', 'why, for the audit trail')
    .option(...DATA_OPTION)
    .addHelpText('after', '\nExample:\n  aerostack account disable alice --reason "laptop stolen"')
    .action(async (username, flags) =>
      (await import('../operator/disableAccount.ts')).disableAccountCommand(username, flags, context),
    );

  account
    .command('enable <username>')
    .description('let a disabled account in again, by its password and keys')
    .option(...DATA_OPTION)
    .addHelpText('after', '\nExample:\n  aerostack account enable alice')
    .action(async (username, flags) =>
      (await import('../operator/disableAccount.ts')).enableAccountCommand(username, flags, context),
    );

  account
    .command('reset-password <username>')
    .description('end its sessions, and print a link by which its owner sets a password')
    .option('--password-stdin', 'set the password on standard input instead')
    .option('--revoke-keys', 'end its keys too')
    .option(...DATA_OPTION)
    .addHelpText('after', '\nExample:\n  aerostack account reset-password alice --revoke-keys')
    .action(async (username, flags) =>
      (await import('../operator/resetPassword.ts')).resetPasswordCommand(username, flags, context),
    );

  account
    .command('delete <username>')
    .description('delete an account with its drafts; what it published stays, and nobody gets its name')
    .option(...DATA_OPTION)
    .addHelpText('after', '\nExample:\n  aerostack account delete alice --yes')
    .action(async (username, flags) =>
      (await import('../operator/deleteAccount.ts')).deleteAccountCommand(username, flags, context),
    );

  account
    .command('limit <username>')
    .description('say how much it may have; a number, none, or default for what everybody gets')
    .option('--drafts <number>', 'unpublished drafts (ACCOUNT_DRAFTS)')
    .option('--functions <number>', 'functions (ACCOUNT_FUNCTIONS)')
    .option('--bytes <number>', 'bytes of its repository, such as 500M (ACCOUNT_BYTES)')
    .option(...DATA_OPTION)
    .addHelpText('after', '\nExample:\n  aerostack account limit alice --drafts 50 --bytes 500M')
    .action(async (username, flags) =>
      (await import('../operator/limitAccount.ts')).limitAccountCommand(username, flags, context),
    );

  account
    .command('invite')
    .description('print a link by which somebody makes one account, also where registration is closed')
    .option('--email <address>', 'the only address that the account can have')
    .option('--expires <time>', 'how long the link works: days, hours or minutes', '7d')
    .option(...DATA_OPTION)
    .addHelpText('after', '\nExample:\n  aerostack account invite --email bob@example.org --expires 2d')
    .action(async (flags) => (await import('../operator/invitations.ts')).inviteCommand(flags, context));

  account
    .command('invitations')
    .description('list the invitations, with what became of each')
    .option(...DATA_OPTION)
    .addHelpText('after', '\nExample:\n  aerostack account invitations')
    .action(async (flags) =>
      (await import('../operator/invitations.ts')).listInvitationsCommand(flags, context),
    );

  account
    .command('uninvite <id>')
    .description('withdraw an invitation')
    .option(...DATA_OPTION)
    .addHelpText('after', '\nExample:\n  aerostack account uninvite lnk_0123456789abcdef0123456789abcdef')
    .action(async (id, flags) =>
      (await import('../operator/invitations.ts')).uninviteCommand(id, flags, context),
    );
}
