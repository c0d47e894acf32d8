import type { CommandEntry } from './commandTree.ts';
import { optionsAt, wordTables } from './wordTables.ts';

/** The script by which bash completes the commands of a tree; works from bash 3.2 on. */
export function bashScript(program: string, tree: readonly CommandEntry[]): string {
  const { commands, valued } = wordTables(tree);
  const wantsPath = tree.filter((entry) => entry.arguments.some(({ path }) => path));
  return `# Completion for bash. To load it in every shell, add to ~/.bashrc:
#   source <(${program} completion bash)
_${program}() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" at='' option='' word='' words='' path='' i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    # bash takes the = of --option=value for a word of its own.
    if [[ "$word" == '=' ]]; then continue; fi
    if [[ -n "$option" ]]; then
      option=''
      continue
    fi
    case "$at/$word" in
${patterns(commands, (lines) => `      ${lines}) at="$at/$word" ;;`)}
${patterns(
  valued.map(({ pattern }) => pattern),
  (lines) => `      ${lines}) option="$word" ;;`,
)}
    esac
  done
  if [[ "$cur" == '=' ]]; then cur=''; fi
  if [[ -n "$option" ]]; then
    case "$at/$option" in
${valued
  .filter(({ value }) => value.choices.length > 0)
  .map(({ pattern, value }) => `      ${quotedPattern(pattern)}) words='${value.choices.join(' ')}' ;;`)
  .join('\n')}
${patterns(
  valued.filter(({ value }) => value.path).map(({ pattern }) => pattern),
  (lines) => `      ${lines}) path=1 ;;`,
)}
    esac
  elif [[ "$cur" == -* ]]; then
    case "$at" in
${tree
  .map(
    (entry) =>
      `      '${entry.path}') words='${optionsAt(tree, entry)
        .map(({ flag }) => flag)
        .join(' ')}' ;;`,
  )
  .join('\n')}
    esac
  else
    case "$at" in
${tree
  .map((entry) => ({ path: entry.path, words: wordsAt(entry) }))
  .filter(({ words }) => words.length > 0)
  .map(({ path, words }) => `      '${path}') words='${words.join(' ')}' ;;`)
  .join('\n')}
${patterns(
  wantsPath.map(({ path }) => path),
  (lines) => `      ${lines}) path=1 ;;`,
)}
    esac
  fi
  if [[ -n "$path" ]]; then
    compopt -o filenames 2>/dev/null
    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$cur")
  else
    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -W "$words" -- "$cur")
  fi
}
complete -F _${program} ${program}
`;
}

/** The words that can stand where no option does: commands, or the choices of an argument. */
function wordsAt(entry: CommandEntry): string[] {
  return [...entry.commands.map(({ name }) => name), ...entry.arguments.flatMap(({ choices }) => choices)];
}

function patterns(all: readonly string[], line: (patterns: string) => string): string {
  return all.length === 0 ? '' : line(all.map(quotedPattern).join(' | '));
}

function quotedPattern(pattern: string): string {
  return pattern.startsWith('*') ? `*'${pattern.slice(1)}'` : `'${pattern}'`;
}
