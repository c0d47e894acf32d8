import type { Command } from '@commander-js/extra-typings';
import type { CliContext } from '../context.ts';

/** Commands that reach into the server, declared by `registerOperatorCommands` once one of them is named. */
const OPERATOR_COMMANDS: Readonly<Record<string, string>> = {
  serve: 'run the registry',
  account: 'manage accounts: create, invite, disable, limit, delete',
  name: 'say whose a name without an author is',
  key: 'create keys',
  reindex: 'rebuild the search index from git',
  backup: 'back up a registry while it runs',
  restore: 'restore a backup into an empty data folder',
  fsck: 'find what is damaged in a data folder, and repair it',
  gc: 'free the space of what nothing reaches any more',
  takedown: 'take published versions down for good',
};

/** Loads the operator's commands only when one is named: they bring the whole server along. */
export async function declareOperatorCommands(
  program: Command,
  argv: readonly string[],
  context: CliContext,
): Promise<void> {
  const [first, second] = operands(argv);
  const named = first === 'help' ? second : first;
  const isNamed = named !== undefined && Object.hasOwn(OPERATOR_COMMANDS, named);
  if (isNamed || named === 'completion') {
    const { registerOperatorCommands } = await import('../operator/commands.ts');
    registerOperatorCommands(program, context);
    return;
  }
  for (const [name, description] of Object.entries(OPERATOR_COMMANDS))
    program.command(name).description(description);
}

/** The arguments that are neither a global option nor the value of one. */
function operands(argv: readonly string[]): string[] {
  return argv.filter((argument, index) => !argument.startsWith('-') && argv[index - 1] !== '--registry');
}
