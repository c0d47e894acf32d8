import type { Command } from '@commander-js/extra-typings';
import { bashScript } from '../completion/bash.ts';
import { commandTree } from '../completion/commandTree.ts';
import { fishScript } from '../completion/fish.ts';
import { zshScript } from '../completion/zsh.ts';
import type { CliContext } from '../context.ts';
import { createOutput } from '../output.ts';

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;
/** A shell that can be taught the commands. */
export type Shell = keyof typeof SCRIPTS;

/** Prints the script that teaches a shell the commands, options and choices of the program as declared. */
export function completion(shell: Shell, program: Command, context: CliContext): void {
  const output = createOutput(context);
  const script = SCRIPTS[shell](program.name(), commandTree(program));
  output.data(script.trimEnd());
  output.json({ shell, script });
}
