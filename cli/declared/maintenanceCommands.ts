import type { Command } from '@commander-js/extra-typings';
import type { CliContext } from '../context.ts';
import { DATA_OPTION } from './dataOption.ts';

/** Adds the commands that keep a registry's data safe and sound. */
export function declareMaintenanceCommands(program: Command, context: CliContext): void {
  program
    .command('reindex')
    .description('rebuild the index from git; nothing but the index is written')
    .option(...DATA_OPTION)
    .action(async (flags) => (await import('../operator/reindex.ts')).reindexCommand(flags, context));

  program
    .command('backup <folder>')
    .description('back up a registry while it runs: what is new, into the folder of the backup before')
    .option('--full', 'write everything again')
    .option('--verify', 'read what was written before again, and write anew what is damaged')
    .option(
      '--accept-loss',
      'let go of published versions that are in the backup, but gone from the registry',
    )
    .option(...DATA_OPTION)
    .action(async (folder, flags) =>
      (await import('../operator/backup.ts')).backupCommand(folder, flags, context),
    );

  program
    .command('restore <folder>')
    .description('restore a backup into an empty data folder; interrupted, run it again')
    .option('--partial', 'where some of the backup is damaged, restore the accounts that are whole')
    .option(...DATA_OPTION)
    .action(async (folder, flags) =>
      (await import('../operator/restore.ts')).restoreCommand(folder, flags, context),
    );

  program
    .command('fsck')
    .description('find what is damaged in a data folder; ends with 1 where something is, and stays so')
    .option('--repair', 'mend what git, the index, or a backup can mend')
    .option('--from <folder>', 'a backup to mend from, with --repair')
    .option(...DATA_OPTION)
    .action(async (flags) => (await import('../operator/fsck.ts')).fsckCommand(flags, context));

  program
    .command('gc')
    .description('pack repositories anew, without what nothing has reached for a day')
    .option(...DATA_OPTION)
    .action(async (flags) => (await import('../operator/gc.ts')).gcCommand(flags, context));
}
