import { RegistryError } from '../contract/errors.ts';
import { quote } from '../contract/names.ts';

/** What a folder or a git tree holds under a path, not followed. */
export interface ListedFile {
  readonly path: string;
  readonly kind: 'file' | 'symlink' | 'submodule' | 'other';
}

/** The folder, or the git tree, that a function is taken from. */
export interface FileSource {
  /** Every file, and every link without what it leads to; relative paths with `/`. */
  list(): Promise<readonly ListedFile[]>;
  read(path: string): Promise<Uint8Array | undefined>;
}

/** The kinds of a source's files by path. */
export type FileKinds = ReadonlyMap<string, ListedFile['kind']>;

/** Throws `INVALID_FILE` where the path, or a folder on its way, is a symbolic link, a submodule or no file at all. */
export function assertNoLink(path: string, kinds: FileKinds): void {
  const segments = path.split('/');
  for (let depth = 1; depth <= segments.length; depth += 1) {
    const part = segments.slice(0, depth).join('/');
    const kind = kinds.get(part);
    if (kind === undefined || kind === 'file') continue;
    const message =
      kind === 'symlink'
        ? 'is a symbolic link'
        : kind === 'submodule'
          ? 'is a submodule'
          : 'is not a regular file';
    throw new RegistryError('INVALID_FILE', `${quote(part)} ${message}`, {
      hint: 'Replace it by the file itself, or do not import it.',
      details: [{ path: part, message }],
    });
  }
}
