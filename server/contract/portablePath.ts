import { RegistryError } from './errors.ts';
import { type PortablePath, quote } from './names.ts';

const SEGMENT = /^[A-Za-z0-9._@()[\]+ -]+$/;
const WINDOWS_DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9]) *(?:\.|$)/i;
const MANIFEST_OF_INSTALLER = 'aerostack-manifest.json';

/** The longest path, in bytes, that every door accepts. */
export const MAX_PATH_BYTES = 155;
const MAX_DEPTH = 16;

/**
 * Parses the one kind of path the registry accepts: relative, `/`-separated, of ASCII names that Linux, macOS and
 * Windows can all hold, none of which git could take for its own. Throws `INVALID_PATH` or `LIMIT_EXCEEDED`, naming it.
 */
export function parsePortablePath(text: string): PortablePath {
  const problem = problemOf(text);
  if (problem)
    throw new RegistryError('INVALID_PATH', `The path ${quote(text)} ${problem}`, {
      details: detail(text, problem),
    });
  if (text.length > MAX_PATH_BYTES) {
    const message = `is ${text.length} bytes long; the limit is ${MAX_PATH_BYTES}`;
    throw new RegistryError('LIMIT_EXCEEDED', `The path ${quote(text)} ${message}`, {
      details: detail(text, message),
    });
  }
  if (text.split('/').length > MAX_DEPTH) {
    const message = `is nested deeper than ${MAX_DEPTH} folders`;
    throw new RegistryError('LIMIT_EXCEEDED', `The path ${quote(text)} ${message}`, {
      details: detail(text, message),
    });
  }
  return text as PortablePath;
}

/**
 * Throws `PATH_COLLISION` where two paths are one on a case-insensitive file system, or one is a folder of another.
 */
export function assertNoCollisions(paths: Iterable<PortablePath>): void {
  const files = new Map<string, PortablePath>();
  const folders = new Map<string, { spelling: string; path: PortablePath }>();
  for (const path of paths) {
    const folded = path.toLowerCase();
    const twin = files.get(folded);
    if (twin !== undefined) throw collision(path, twin);
    files.set(folded, path);
  }
  for (const path of files.values()) {
    const segments = path.split('/');
    for (let depth = 1; depth < segments.length; depth += 1) {
      const spelling = segments.slice(0, depth).join('/');
      const folded = spelling.toLowerCase();
      const file = files.get(folded);
      if (file !== undefined) throw collision(path, file);
      const known = folders.get(folded);
      if (known && known.spelling !== spelling) throw collision(path, known.path);
      if (!known) folders.set(folded, { spelling, path });
    }
  }
}

function problemOf(text: string): string | undefined {
  if (text === '') return 'is empty';
  if (text.startsWith('/')) return 'is absolute';
  for (const segment of text.split('/')) {
    if (segment === '') return 'has an empty segment';
    if (segment === '.' || segment === '..') return `has a segment ${quote(segment)}`;
    if (!SEGMENT.test(segment)) return 'has a character other than A-Z a-z 0-9 . _ @ ( ) [ ] + - and space';
    if (segment.startsWith(' ') || segment.endsWith(' '))
      return 'has a segment that starts or ends with a space';
    if (segment.endsWith('.')) return 'has a segment that ends with a dot';
    if (WINDOWS_DEVICE.test(segment)) return 'has a segment that Windows reserves for a device';
    if (segment.toLowerCase().startsWith('.git'))
      return 'has a segment that git could take for one of its own files';
    if (segment.toLowerCase() === MANIFEST_OF_INSTALLER)
      return 'has the name of the file that the installer writes';
  }
  return undefined;
}

function collision(path: PortablePath, other: PortablePath): RegistryError {
  return new RegistryError(
    'PATH_COLLISION',
    `The paths ${quote(path)} and ${quote(other)} cannot stand side by side`,
    {
      details: [{ path, message: `collides with ${other}` }],
    },
  );
}

function detail(path: string, message: string) {
  return [{ path, message }];
}
