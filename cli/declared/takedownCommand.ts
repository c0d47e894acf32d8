import type { Command } from '@commander-js/extra-typings';
import type { CliContext } from '../context.ts';
import { DATA_OPTION } from './dataOption.ts';

/** Adds the command that takes published versions down. */
export function declareTakedownCommand(program: Command, context: CliContext): void {
  program
    .command('takedown <versions...>')
    .description('take versions of an account down for good: leaked secrets, malware')
    .requiredOption('--reason <text>', 'why, in one line; everybody who asks for the version reads it')
    .option('--everywhere', 'also delete drafts that share any of the files')
    .option(...DATA_OPTION)
    .addHelpText(
      'after',
      '\nExamples:\n  aerostack takedown alice/mailer@1.2.0 --reason "holds an API token" --dry-run\n  aerostack takedown alice/mailer@1.2.0 alice/mailer@1.2.1 --reason "holds an API token"',
    )
    .action(async (versions, flags) =>
      (await import('../operator/takedown.ts')).takedownCommand(versions, flags, context),
    );
}
