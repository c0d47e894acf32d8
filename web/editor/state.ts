import type { Saved } from './files.ts';
import type { Merge } from './mergeFiles.ts';
import type { Problem } from './problems.ts';

/** What the last save came to. */
export type SaveStatus =
  | { readonly kind: 'untouched' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'nothing' }
  /** `others`: files that somebody else had saved meanwhile, taken over as they left them. */
  | { readonly kind: 'saved'; readonly at: Date; readonly commit: string; readonly others: readonly string[] }
  | { readonly kind: 'refused'; readonly why: string; readonly signIn?: boolean };

/** A question that is open. */
export type Dialog =
  | { readonly kind: 'add' }
  | { readonly kind: 'rename'; readonly path: string }
  | { readonly kind: 'delete'; readonly path: string };

/** What stands against each other since somebody else saved the same files. */
export interface Clash {
  readonly theirs: Saved;
  readonly merge: Merge;
}

/** What the editor shows beside the files themselves. */
export interface EditorState {
  /** The file that is open. */
  readonly path: string;
  /** Whether aerostack.json is shown as a form. */
  readonly asForm: boolean;
  /** Whether a README is shown as the Hub would. */
  readonly preview: boolean;
  readonly problems: readonly Problem[];
  /** Why the registry could not be asked for its findings. */
  readonly uncheckedWhy: string | undefined;
  readonly status: SaveStatus;
  /** What the next commit is to say. */
  readonly message: string;
  readonly dialog: Dialog | undefined;
  readonly clash: Clash | undefined;
  /** What was just done or refused with a file, one sentence. */
  readonly told: { readonly kind: 'info' | 'error'; readonly text: string } | undefined;
  /** Whether the Tab key leaves the text. */
  readonly tabLeaves: boolean;
}
