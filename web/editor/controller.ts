import { isRegistryError } from '../../server/contract/errors.ts';
import { MANIFEST_PATH } from '../../server/contract/manifest.ts';
import type { Api } from './api.ts';
import { assertFits, type Limits, newPath } from './checkFiles.ts';
import type { Documents } from './documents.ts';
import { type EditedFile, type Files, isSame, type Saved, statesOf } from './files.ts';
import { type Merge, mergeSaved } from './mergeFiles.ts';
import { saveFiles } from './saveFiles.ts';
import type { Dialog, EditorState } from './state.ts';
import { uploadedFile } from './uploads.ts';

/** Where to put the cursor; from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** What the page lets its visitor do. Each action changes the state, and through it what is shown. */
export interface Controller {
  state(): EditorState;
  set(patch: Partial<EditorState>): void;
  isDirty(): boolean;
  open(path: string, place?: Place): void;
  /** Each of these gives why it was not done, or nothing. */
  add(path: string): string | undefined;
  rename(from: string, to: string): string | undefined;
  remove(path: string): void;
  restore(path: string): void;
  upload(files: readonly File[], path?: string): Promise<void>;
  ask(dialog: Dialog | undefined): void;
  save(): Promise<void>;
  /** Takes what was decided about a clash, and saves it on top of what they saved. */
  resolve(decided: ReadonlyMap<string, EditedFile | undefined>): Promise<void>;
}

/** What the controller works with. */
export interface Surroundings {
  readonly id: string;
  readonly api: Api;
  readonly documents: Documents;
  readonly limits: Limits;
  readonly first: EditorState;
  /** Called after each change of the state. */
  changed(): void;
  /** Shows the text of a file, at a place where one is given, and puts the cursor there. */
  show(path: string, place: Place | undefined): void;
  /** Keeps the text from being changed while two sides are put together. */
  lock(locked: boolean): void;
}

/** Makes the controller. */
export function createController(surroundings: Surroundings): Controller {
  const { id, api, documents, limits, changed, show, lock } = surroundings;
  let state = surroundings.first;
  const set = (patch: Partial<EditorState>) => {
    state = { ...state, ...patch };
    changed();
  };
  const tell = (text: string, kind: 'info' | 'error' = 'info') => set({ told: { kind, text } });

  const open = (path: string, place?: Place) => {
    const asForm = state.asForm && place === undefined;
    set({ path, asForm });
    show(path, place);
  };

  /** What there is to show when the open file is gone. */
  const openAnother = () => {
    const paths = [...documents.files().keys()];
    open(paths.find((path) => path !== MANIFEST_PATH) ?? paths[0] ?? '');
  };

  const place = (path: string, file: EditedFile) => {
    assertFits(path, file, documents.files(), limits);
    documents.put(path, file);
  };

  const take = async (file: File, as: string | undefined) => {
    const known = documents.files();
    const path = as ?? (known.has(file.name) ? file.name : newPath(file.name, known));
    if (file.size > limits.maxFileBytes)
      throw new Error(`"${path}" is ${file.size} bytes large; the limit is ${limits.maxFileBytes}`);
    const content = uploadedFile(path, new Uint8Array(await file.arrayBuffer()));
    if (!content) throw new Error(`"${path}" is neither text nor a png, jpeg, gif or webp image`);
    place(path, content);
    return { path, replaced: known.has(path) };
  };

  const save = async () => {
    if (state.status.kind === 'saving' || state.clash) return;
    set({ status: { kind: 'saving' }, told: undefined });
    let asked = 0;
    const files = () => {
      // Asked again, both sides are about to be put together: nothing must be typed into what is replaced.
      asked += 1;
      if (asked > 1) lock(true);
      return documents.files();
    };
    try {
      const outcome = await saveFiles(api, id, documents.saved(), files, state.message.trim());
      if (outcome.kind === 'nothing') return set({ status: { kind: 'nothing' } });
      if (outcome.kind === 'conflict') {
        const { theirs, merge } = outcome;
        return set({ clash: { theirs, merge }, status: { kind: 'untouched' } });
      }
      const { saved, merge } = outcome;
      if (merge && !takeOver(saved, merge.theirs)) return;
      documents.setSaved(saved);
      const others = merge?.theirs ?? [];
      set({
        message: '',
        status: { kind: 'saved', at: new Date(), commit: saved.commit, others },
      });
    } catch (error) {
      set({ status: refusalOf(error) });
    } finally {
      if (asked > 1) lock(false);
    }
  };

  /** Takes over what they had changed; not what was changed here as well during the save, which it asks about. */
  const takeOver = (saved: Saved, theirs: Merge['theirs']) => {
    const before = documents.saved();
    const { base, merge } = mergeSaved(before.files, documents.files(), saved.files, theirs);
    if (merge.conflicts.length === 0) {
      apply(merge.files, merge.theirs);
      return true;
    }
    // On top of the old commit, so that whoever leaves the question open is asked again by the next save.
    documents.setSaved({ commit: before.commit, files: base });
    set({ message: '', clash: { theirs: saved, merge }, status: { kind: 'untouched' } });
    return false;
  };

  /** Makes these files as they are among others. */
  const apply = (files: Files, paths: readonly string[]) => {
    for (const path of paths) {
      const file = files.get(path);
      if (!file) documents.remove(path);
      else if (!isSame(documents.files().get(path), file)) documents.put(path, file);
    }
    if (!documents.files().has(state.path)) openAnother();
    else open(state.path);
  };

  return {
    state: () => state,
    set,
    isDirty: () =>
      [...statesOf(documents.saved().files, documents.files()).values()].some((one) => one !== 'same'),
    open,
    add: (text) =>
      refusable(() => {
        const path = newPath(text, documents.files());
        place(path, { kind: 'text', text: '' });
        set({ dialog: undefined });
        open(path, { line: 1, column: 1 });
      }),
    rename: (from, text) =>
      refusable(() => {
        const path = newPath(text, documents.files(), from);
        set({ dialog: undefined });
        if (path === from) return;
        documents.rename(from, path);
        open(path);
      }),
    remove(path) {
      documents.remove(path);
      set({ dialog: undefined });
      openAnother();
      tell(`${path} is gone once you save.`);
    },
    restore(path) {
      const file = documents.saved().files.get(path);
      if (file) documents.put(path, file);
      open(path);
    },
    async upload(files, as) {
      const [done, refused]: [{ path: string; replaced: boolean }[], string[]] = [[], []];
      for (const file of files) {
        await take(file, as).then(
          (one) => done.push(one),
          (error: Error) => refused.push(error.message),
        );
      }
      const last = done.at(-1);
      if (last) open(last.path);
      const named = (replaced: boolean) =>
        done.filter((one) => one.replaced === replaced).map(({ path }) => path);
      const said = [
        { verb: 'Added', paths: named(false) },
        { verb: 'Replaced', paths: named(true) },
      ].flatMap(({ verb, paths }) => (paths.length > 0 ? [`${verb} ${paths.join(', ')}`] : []));
      if (refused.length > 0) tell(`${[...refused, ...said].join('. ')}.`, 'error');
      else if (said.length > 0) tell(`${said.join('. ')}. Saved with the next save.`);
    },
    ask: (dialog) => set({ dialog, told: undefined }),
    save,
    async resolve(decided) {
      const { clash } = state;
      if (!clash) return;
      set({ clash: undefined });
      const files = new Map(clash.merge.files);
      for (const [path, file] of decided) {
        if (file) files.set(path, file);
        else files.delete(path);
      }
      apply(files, [...clash.merge.theirs, ...decided.keys()]);
      documents.setSaved(clash.theirs);
      await save();
    },
  };
}

function refusable(act: () => void): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (isRegistryError(error)) return `${error.message}. ${error.hint}`;
    throw error;
  }
}

function refusalOf(error: unknown): EditorState['status'] {
  if (!isRegistryError(error)) return { kind: 'refused', why: `Not saved: ${(error as Error).message}.` };
  if (error.status === 401)
    return { kind: 'refused', why: 'Not saved: you are signed out. Nothing here is lost.', signIn: true };
  return { kind: 'refused', why: `Not saved: ${error.message}. ${error.hint}` };
}
