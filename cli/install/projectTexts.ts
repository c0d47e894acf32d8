import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RegistryError } from '../../server/contract/errors.ts';
import { PROJECT_FILE } from '../project.ts';
import type { ProjectTexts } from './planInstall.ts';

/** Where each of a project's texts stands. */
export const TEXT_PATHS: Readonly<Record<keyof ProjectTexts, string>> = {
  entry: 'src/index.ts',
  schema: 'src/db/schema.ts',
  devVars: '.dev.vars',
  envExample: '.env.example',
  toml: PROJECT_FILE,
};

/** The texts in the order in which they are written: aerostack.toml says that all the rest is in place. */
export const TEXTS = ['entry', 'schema', 'devVars', 'envExample', 'toml'] as const;

/**
 * Reads the files of a project that every install may edit. Throws `UNSAFE_TARGET` where aerostack.toml is a symbolic link;
 * a source file behind one counts as absent: the lines to add are then printed.
 */
export async function readProjectTexts(
  root: string,
): Promise<Pick<ProjectTexts, 'entry' | 'schema' | 'toml'>> {
  const toml = await lstat(join(root, TEXT_PATHS.toml)).catch(() => undefined);
  if (toml?.isSymbolicLink()) {
    throw new RegistryError('UNSAFE_TARGET', `${PROJECT_FILE} is a symbolic link`, {
      hint: 'Replace the symbolic link by the file itself.',
    });
  }
  return {
    toml: toml ? await readText(root, TEXT_PATHS.toml) : undefined,
    entry: await readReal(root, TEXT_PATHS.entry),
    schema: await readReal(root, TEXT_PATHS.schema),
  };
}

async function readReal(root: string, path: string): Promise<string | undefined> {
  const segments = path.split('/');
  for (let depth = 1; depth <= segments.length; depth += 1) {
    const found = await lstat(join(root, ...segments.slice(0, depth))).catch(() => undefined);
    const fits = depth === segments.length ? found?.isFile() : found?.isDirectory();
    if (!fits) return undefined;
  }
  return readText(root, path).catch(() => undefined);
}

/** Reads a file of the project; throws `PROJECT_FILE` where decoding and encoding again would change the file. */
export async function readText(root: string, path: string): Promise<string> {
  const bytes = await readFile(join(root, path));
  const text = bytes.toString('utf8');
  if (Buffer.from(text).equals(bytes)) return text;
  throw new RegistryError('PROJECT_FILE', `${path} is not UTF-8 text`);
}
