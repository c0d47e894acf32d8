import type { Command } from '@commander-js/extra-typings';

/** What may follow an option or stand for an argument: one of these words, a path, or what cannot be guessed. */
export interface Value {
  readonly choices: readonly string[];
  readonly path: boolean;
}

/** An option as it is typed; without `value` it is a switch. */
export interface OptionEntry {
  readonly flag: string;
  readonly description: string;
  readonly value: Value | undefined;
}

/** A command with what can be typed after it; `path` is `''` for the program, else such as `/functions/list`. */
export interface CommandEntry {
  readonly path: string;
  readonly name: string;
  readonly description: string;
  /** Names and descriptions. */
  readonly commands: readonly { readonly name: string; readonly description: string }[];
  /** Its own; those of the program may stand anywhere. */
  readonly options: readonly OptionEntry[];
  readonly arguments: readonly Value[];
}

const PATH_NAMES: ReadonlySet<string> = new Set(['file', 'dir', 'folder', 'path']);

/** Every command of a program, the program itself first, as they were declared. */
export function commandTree(program: Command): CommandEntry[] {
  return entriesOf(program, '');
}

function entriesOf(command: Command, path: string): CommandEntry[] {
  const help = command.createHelp();
  const children = help.visibleCommands(command as never) as unknown as Command[];
  const entry: CommandEntry = {
    path,
    name: command.name(),
    description: command.description(),
    commands: children.map((child) => ({ name: child.name(), description: child.description() })),
    options: help
      .visibleOptions(command as never)
      .flatMap(({ long, description, flags, argChoices }) =>
        long ? [{ flag: long, description, value: valueAfter(flags, argChoices) }] : [],
      ),
    arguments: command.registeredArguments.map((argument) => ({
      choices: argument.argChoices ?? [],
      path: PATH_NAMES.has(argument.name()),
    })),
  };
  return [entry, ...children.flatMap((child) => entriesOf(child, `${path}/${child.name()}`))];
}

function valueAfter(flags: string, choices: readonly string[] = []): Value | undefined {
  const name = /[<[]([^>\]]+)[>\]]/.exec(flags)?.[1];
  return name === undefined ? undefined : { choices, path: PATH_NAMES.has(name) };
}
