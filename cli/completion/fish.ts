import type { CommandEntry, Value } from './commandTree.ts';
import { wordTables } from './wordTables.ts';

/** The script by which fish completes the commands of a tree, with their descriptions. */
export function fishScript(program: string, tree: readonly CommandEntry[]): string {
  const { commands, valued } = wordTables(tree);
  const at = (path: string) => `complete -c ${program} -n ${quoted(`__${program}_at ${quoted(path)}`)}`;
  const lines = tree.flatMap((entry) => [
    ...entry.commands.map(
      ({ name, description }) => `${at(entry.path)} -a ${name} -d ${quoted(description)}`,
    ),
    ...entry.arguments.flatMap((argument) =>
      takes(argument) ? [`${at(entry.path)}${takes(argument)}`] : [],
    ),
    ...(entry.path === '' ? [] : entry.options).map(
      ({ flag, description, value }) =>
        `${at(entry.path)} -l ${flag.slice(2)}${value ? ` ${value.path ? '-r' : '-x'}${takes(value)}` : ''} -d ${quoted(description)}`,
    ),
  ]);
  const everywhere = tree[0]!.options.map(
    ({ flag, description, value }) =>
      `complete -c ${program} -l ${flag.slice(2)}${value ? ` ${value.path ? '-r' : '-x'}${takes(value)}` : ''} -d ${quoted(description)}`,
  );
  return `# Completion for fish. To load it in every shell, write it to
# ~/.config/fish/completions/${program}.fish
function __${program}_at --description 'Whether the words before the cursor name this command'
    set -l at ''
    set -l option ''
    for word in (commandline -opc)[2..-1]
        if test -n "$option"
            set option ''
            continue
        end
        switch "$at/$word"
            case ${commands.map(quoted).join(' ')}
                set at "$at/$word"
            case ${valued.map(({ pattern }) => quoted(pattern)).join(' ')}
                set option $word
        end
    end
    test "$at" = "$argv[1]"
end
complete -c ${program} -f
${everywhere.join('\n')}
${lines.join('\n')}
`;
}

/** How a value is completed, as options of \`complete\`. */
function takes({ choices, path }: Value): string {
  if (choices.length > 0) return ` -a ${quoted(choices.join(' '))}`;
  return path ? ' -F' : '';
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
