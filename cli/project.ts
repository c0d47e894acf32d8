import { lstat, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from '@iarna/toml';
import { isRegistryError, RegistryError } from '../server/contract/errors.ts';
import { assertPlain } from '../server/contract/plainJson.ts';

export const PROJECT_FILE = 'aerostack.toml';

/** The folder that a command works in, and what its aerostack.toml says. */
export interface Project {
  readonly root: string;
  /** The file's text, byte for byte; nothing where there is no file. */
  readonly text: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
  readonly registry: string | undefined;
  readonly apiKey: string | undefined;
}

/**
 * Finds the project: the nearest folder upward with an aerostack.toml, else with a package.json or .git, else `cwd`.
 * Throws `PROJECT_FILE` where the toml cannot be read.
 */
export async function findProject(cwd: string): Promise<Project> {
  const folders = upward(cwd);
  const root =
    (await firstWith(folders, [PROJECT_FILE])) ?? (await firstWith(folders, ['package.json', '.git'])) ?? cwd;
  return loadProject(root);
}

/** Reads the project at a known root. */
export async function loadProject(root: string): Promise<Project> {
  const path = join(root, PROJECT_FILE);
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw new RegistryError('PROJECT_FILE', `${path} cannot be read`, { cause });
  });
  if (!bytes) return { root, text: undefined, data: {}, registry: undefined, apiKey: undefined };
  const text = bytes.toString('utf8');
  if (!Buffer.from(text).equals(bytes)) throw new RegistryError('PROJECT_FILE', `${path} is not UTF-8 text`);
  const data = parseToml(text, path);
  return {
    root,
    text,
    data,
    registry: textField(data, 'registry', path),
    apiKey: textField(data, 'api_key', path),
  };
}

/** Parses TOML into plain data; `what` names it in the error, `PROJECT_FILE`. */
export function parseToml(text: string, what: string): Record<string, unknown> {
  try {
    // The parser takes the CR of a Windows line end behind a comment for a control character.
    const data: Record<string, unknown> = parse(text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n'));
    assertPlain(data);
    return data;
  } catch (cause) {
    const place = cause as { line?: number; col?: number };
    const where = place.line === undefined ? '' : ` (line ${place.line + 1}, column ${(place.col ?? 0) + 1})`;
    const why = isRegistryError(cause) ? `: ${cause.message}` : `${where}`;
    throw new RegistryError('PROJECT_FILE', `${what} is not valid TOML${why}`, {
      // The parser's message shows the lines around, where a key may stand.
      cause: new Error((cause as Error).name),
    });
  }
}

/** The folder and those above it, nearest first. */
export function upward(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...upward(above)];
}

async function firstWith(folders: readonly string[], names: readonly string[]): Promise<string | undefined> {
  for (const folder of folders) {
    for (const name of names) {
      const there = await lstat(join(folder, name)).then(
        () => true,
        () => false,
      );
      if (there) return folder;
    }
  }
  return undefined;
}

function textField(data: Record<string, unknown>, field: string, path: string): string | undefined {
  const value = data[field];
  if (value === undefined || typeof value === 'string') return value || undefined;
  throw new RegistryError('PROJECT_FILE', `${path}: "${field}" must be text`);
}
