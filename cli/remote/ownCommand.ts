import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CliContext } from '../context.ts';
import { shellWord } from '../shellWord.ts';

const NAME = 'aerostack';
/** npm puts such folders on PATH for the program that it runs, and for no longer. */
const PASSING = /[\\/]node_modules[\\/]\.bin[\\/]?$/;

/** How a shell starts this program at any later time: by its name where `PATH` finds one, else by where it lies. */
export async function ownCommand(
  context: Pick<CliContext, 'env' | 'nodePath' | 'builtFiles'>,
): Promise<string> {
  for (const folder of (context.env.PATH ?? '').split(delimiter)) {
    // What a relative folder holds depends on where git is run.
    if (!isAbsolute(folder) || PASSING.test(folder)) continue;
    if (await isProgram(join(folder, NAME))) return NAME;
  }
  const script = fileURLToPath(new URL('aerostack.js', context.builtFiles));
  return `${shellWord(context.nodePath)} ${shellWord(script)}`;
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
