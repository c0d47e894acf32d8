import type { CommandEntry } from './commandTree.ts';
import { optionsAt, wordTables } from './wordTables.ts';

/** The script by which zsh completes the commands of a tree, with their descriptions. */
export function zshScript(program: string, tree: readonly CommandEntry[]): string {
  const { commands, valued } = wordTables(tree);
  const choices = valued.filter(({ value }) => value.choices.length > 0);
  const paths = valued.filter(({ value }) => value.path).map(({ pattern }) => pattern);
  return `#compdef ${program}
# Completion for zsh. To load it in every shell, add to ~/.zshrc, after compinit:
#   source <(${program} completion zsh)
_${program}() {
  local at='' option='' word='' cur="\${words[CURRENT]}"
  local -a found
  integer i
  for ((i = 2; i < CURRENT; i++)); do
    word="\${words[i]}"
    if [[ -n "$option" ]]; then
      option=''
      continue
    fi
    case "$at/$word" in
${branch(commands, 'at="$at/$word"')}
${branch(
  valued.map(({ pattern }) => pattern),
  'option="$word"',
)}
    esac
  done
  if [[ "$cur" == --*=* ]]; then
    option="\${cur%%=*}"
    compset -P '*='
  fi
  if [[ -n "$option" ]]; then
    case "$at/$option" in
${choices
  .map(({ pattern, value }) => branch([pattern], `compadd -- ${value.choices.map(quoted).join(' ')}`))
  .join('\n')}
${branch(paths, '_files')}
    esac
    return
  fi
  if [[ "$cur" == -* ]]; then
    case "$at" in
${tree.map((entry) => branch([entry.path], `found=(${described(optionsAt(tree, entry).map(({ flag, description }) => [flag, description]))})`)).join('\n')}
    esac
    _describe -o option found
    return
  fi
  case "$at" in
${tree
  .filter((entry) => entry.commands.length > 0)
  .map((entry) =>
    branch(
      [entry.path],
      `found=(${described(entry.commands.map(({ name, description }) => [name, description]))})`,
    ),
  )
  .join('\n')}
${tree
  .filter((entry) => entry.arguments.some((argument) => argument.choices.length > 0))
  .map((entry) =>
    branch(
      [entry.path],
      `compadd -- ${entry.arguments
        .flatMap((argument) => argument.choices)
        .map(quoted)
        .join(' ')}`,
    ),
  )
  .join('\n')}
${branch(
  tree.filter((entry) => entry.arguments.some(({ path }) => path)).map(({ path }) => path),
  '_files',
)}
  esac
  if (( $#found )); then _describe command found; fi
}
# Sourced, it registers itself; autoloaded from fpath, it is the function's first call.
if [[ "\${funcstack[1]}" == _${program} ]]; then
  _${program} "$@"
elif (( $+functions[compdef] )); then
  compdef _${program} ${program}
fi
`;
}

function branch(patterns: readonly string[], action: string): string {
  if (patterns.length === 0) return '';
  const all = patterns.map((pattern) =>
    pattern.startsWith('*') ? `*${quoted(pattern.slice(1))}` : quoted(pattern),
  );
  return `      (${all.join(' | ')}) ${action} ;;`;
}

function described(entries: readonly (readonly [string, string])[]): string {
  return entries.map(([word, text]) => quoted(`${word.replaceAll(':', '\\:')}:${text}`)).join(' ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
