import type { Draft } from '../../server/contract/answers.ts';

/** A file as it is edited: text, or an image in base64. */
export type EditedFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'image'; readonly base64: string };

/** The files of a function by path. */
export type Files = ReadonlyMap<string, EditedFile>;

/** What was loaded or saved last, and the commit that has it. */
export interface Saved {
  readonly commit: string;
  readonly files: Files;
}

/** How a file differs from what is saved. */
export type FileState = 'same' | 'changed' | 'added' | 'removed';

/** The files of a draft as the registry answers it. */
export function savedOf({ commit, files, assets }: Pick<Draft, 'commit' | 'files' | 'assets'>): Saved {
  return {
    commit,
    files: new Map<string, EditedFile>([
      ...Object.entries(files).map(([path, text]) => [path, { kind: 'text', text }] as const),
      ...Object.entries(assets).map(([path, base64]) => [path, { kind: 'image', base64 }] as const),
    ]),
  };
}

/** The states of all files that there are or were. */
export function statesOf(saved: Files, now: Files): ReadonlyMap<string, FileState> {
  const paths = [...new Set([...saved.keys(), ...now.keys()])].sort();
  return new Map(paths.map((path) => [path, stateOf(saved.get(path), now.get(path))]));
}

/** What a save sends: the files that differ by their new content, those that are gone as `null`. */
export function requestOf(saved: Files, now: Files) {
  const files: Record<string, string | null> = {};
  const assets: Record<string, string | null> = {};
  for (const [path, state] of statesOf(saved, now)) {
    if (state === 'same') continue;
    const file = now.get(path);
    if (file === undefined) files[path] = null;
    else if (file.kind === 'text') files[path] = file.text;
    else assets[path] = file.base64;
  }
  return { files, assets };
}

/** The texts and images of all files, as a validation sends them. */
export function contentsOf(now: Files) {
  const files: Record<string, string> = {};
  const assets: Record<string, string> = {};
  for (const [path, file] of now) {
    if (file.kind === 'text') files[path] = file.text;
    else assets[path] = file.base64;
  }
  return { files, assets };
}

/** Whether two files are the same to the byte; absent ones are alike. */
export function isSame(a: EditedFile | undefined, b: EditedFile | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a.kind === 'text') return b.kind === 'text' && a.text === b.text;
  return b.kind === 'image' && a.base64 === b.base64;
}

function stateOf(before: EditedFile | undefined, after: EditedFile | undefined): FileState {
  if (isSame(before, after)) return 'same';
  if (before === undefined) return 'added';
  return after === undefined ? 'removed' : 'changed';
}
