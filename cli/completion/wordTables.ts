import type { CommandEntry, OptionEntry, Value } from './commandTree.ts';

/** Patterns of `case` over `<path>/<word>`, by what the word does to the command line: lead to a command, or want a value. */
export interface WordTables {
  readonly commands: readonly string[];
  /** Options that are followed by a value, with it. */
  readonly valued: readonly { readonly pattern: string; readonly value: Value }[];
}

/** What a completion script must know to tell, from the words before the cursor, where it stands. */
export function wordTables(tree: readonly CommandEntry[]): WordTables {
  const valued = tree.flatMap(({ path, options }) =>
    options.flatMap(({ flag, value }) =>
      value ? [{ pattern: path === '' ? `*/${flag}` : `${path}/${flag}`, value }] : [],
    ),
  );
  return { commands: tree.map(({ path }) => path).filter((path) => path !== ''), valued };
}

/** The options that can be typed after a command: its own, then the program's. */
export function optionsAt(tree: readonly CommandEntry[], entry: CommandEntry): OptionEntry[] {
  const own = new Set(entry.options.map(({ flag }) => flag));
  return [...entry.options, ...tree[0]!.options.filter(({ flag }) => !own.has(flag) && flag !== '--version')];
}
