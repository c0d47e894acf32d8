import { Argument, type Command } from '@commander-js/extra-typings';
import type { CliContext } from '../context.ts';

/** Declares what is about this program itself. */
export function declareToolCommands(program: Command, context: CliContext): void {
  program
    .command('doctor')
    .description('check what commands need, and say what to do about what is wrong')
    .action(async () => (await import('../commands/doctor.ts')).doctor(context));
  program
    .command('completion')
    .description('print the script that lets a shell complete commands and options')
    .addArgument(new Argument('<shell>').choices(['bash', 'zsh', 'fish'] as const))
    .action(async (shell) => (await import('../commands/completion.ts')).completion(shell, program, context));
}
