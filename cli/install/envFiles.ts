import { lstat, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RegistryError } from '../../server/contract/errors.ts';
import { readText, TEXT_PATHS } from './projectTexts.ts';

/** The files in which a project keeps the names of its environment variables. */
export const ENV_FILES = ['devVars', 'envExample'] as const;
export type EnvFile = (typeof ENV_FILES)[number];

/** What is known of a project's environment files. */
export interface EnvFiles {
  /** Those that names are to be added to, whether they exist or not. */
  readonly targets: readonly EnvFile[];
  readonly texts: Readonly<Record<EnvFile, string | undefined>>;
  /** Those that are symbolic links, and so may be read only. */
  readonly links: ReadonlySet<EnvFile>;
}

/** No environment file at all, for functions that have no variables. */
export const NO_ENV_FILES: EnvFiles = {
  targets: [],
  texts: { devVars: undefined, envExample: undefined },
  links: new Set(),
};

const WRANGLER = ['wrangler.toml', 'wrangler.jsonc', 'wrangler.json'];

/**
 * Reads a project's environment files. `.dev.vars` is wanted where it exists or wrangler is set up, `.env.example`
 * where it exists or `create` says so. Throws `PROJECT_FILE` where one is no UTF-8 text file, `UNSAFE_TARGET` where one
 * is a symbolic link that leads to no file.
 */
export async function readEnvFiles(root: string, options: { create: boolean }): Promise<EnvFiles> {
  const present = new Map<EnvFile, string>();
  const links = new Set<EnvFile>();
  for (const file of ENV_FILES) {
    const found = await lstat(join(root, TEXT_PATHS[file])).catch(absent);
    if (!found) continue;
    if (found.isSymbolicLink()) links.add(file);
    present.set(file, await readEnvFile(root, TEXT_PATHS[file]));
  }
  const wrangler = await Promise.all(WRANGLER.map((name) => lstat(join(root, name)).catch(absent)));
  const creatable = { devVars: wrangler.some(Boolean), envExample: options.create };
  return {
    targets: ENV_FILES.filter((file) => present.has(file) || creatable[file]),
    texts: { devVars: present.get('devVars'), envExample: present.get('envExample') },
    links,
  };
}

/** Refuses to write through a symbolic link. */
export function assertWritable(file: EnvFile, { links }: EnvFiles): void {
  if (!links.has(file)) return;
  throw new RegistryError('UNSAFE_TARGET', `${TEXT_PATHS[file]} is a symbolic link`, {
    hint: 'Replace it by the file itself, or add the names to where it leads yourself.',
  });
}

async function readEnvFile(root: string, path: string): Promise<string> {
  const found = await stat(join(root, path)).catch(absent);
  if (!found) throw new RegistryError('UNSAFE_TARGET', `${path} is a symbolic link that leads to no file`);
  if (!found.isFile()) throw new RegistryError('PROJECT_FILE', `${path} is not a file`);
  return readText(root, path);
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
