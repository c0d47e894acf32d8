import type { EditedFile, Files, Saved } from './files.ts';
import type { Monaco, TextModel } from './loadMonaco.ts';

/** The files that are being edited: texts live in Monaco's models, images beside them. */
export interface Documents {
  saved(): Saved;
  /** What stands as saved now; the files that are edited stay as they are. */
  setSaved(saved: Saved): void;
  files(): Files;
  model(path: string): TextModel | undefined;
  pathOf(model: TextModel): string | undefined;
  /** Adds a file or replaces one; replacing text by text can be undone. */
  put(path: string, file: EditedFile): void;
  remove(path: string): void;
  rename(from: string, to: string): void;
  /** Called after every change of any file. */
  onChange(listener: () => void): void;
}

type Entry =
  | { readonly kind: 'image'; readonly base64: string }
  | {
      readonly kind: 'text';
      readonly model: TextModel;
      /** The text as it came, and what the model made of it: models make all line ends alike. */
      origin: { text: string; value: string };
      /** The text at a version of the model. */
      known: { version: number; text: string };
    };

/** Opens the files of a draft. */
export function openDocuments(monaco: Monaco, first: Saved): Documents {
  const entries = new Map<string, Entry>();
  const listeners: (() => void)[] = [];
  let saved = first;
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const contentOf = (model: TextModel) =>
    model.getValue(monaco.editor.EndOfLinePreference.TextDefined, /* preserveBOM */ true);

  const textOf = (entry: Entry & { kind: 'text' }) => {
    const version = entry.model.getVersionId();
    if (entry.known.version !== version) {
      const value = contentOf(entry.model);
      entry.known = { version, text: value === entry.origin.value ? entry.origin.text : value };
    }
    return entry.known.text;
  };

  const originOf = (model: TextModel, text: string) => ({
    origin: { text, value: contentOf(model) },
    known: { version: model.getVersionId(), text },
  });

  const drop = (path: string) => {
    const entry = entries.get(path);
    entries.delete(path);
    if (entry?.kind === 'text') entry.model.dispose();
  };

  const put = (path: string, file: EditedFile) => {
    const entry = entries.get(path);
    if (file.kind === 'text' && entry?.kind === 'text') {
      const { model } = entry;
      model.pushStackElement();
      model.pushEditOperations([], [{ range: model.getFullModelRange(), text: file.text }], () => null);
      model.pushStackElement();
      Object.assign(entry, originOf(model, file.text));
      return;
    }
    drop(path);
    if (file.kind === 'image') {
      entries.set(path, file);
      return;
    }
    const uri = monaco.Uri.from({ scheme: 'file', path: `/${path}` });
    const model = monaco.editor.createModel(file.text, undefined, uri);
    entries.set(path, { kind: 'text', model, ...originOf(model, file.text) });
    model.onDidChangeContent(changed);
  };

  for (const [path, file] of first.files) put(path, file);

  const fileOf = (entry: Entry): EditedFile =>
    entry.kind === 'image' ? entry : { kind: 'text', text: textOf(entry) };

  return {
    saved: () => saved,
    setSaved(next) {
      saved = next;
      changed();
    },
    files: () => new Map([...entries].sort(byPath).map(([path, entry]) => [path, fileOf(entry)])),
    model(path) {
      const entry = entries.get(path);
      return entry?.kind === 'text' ? entry.model : undefined;
    },
    pathOf: (model) => [...entries].find(([, entry]) => entry.kind === 'text' && entry.model === model)?.[0],
    put(path, file) {
      put(path, file);
      changed();
    },
    remove(path) {
      drop(path);
      changed();
    },
    rename(from, to) {
      const entry = entries.get(from);
      if (!entry) return;
      const file = fileOf(entry);
      drop(from);
      put(to, file);
      changed();
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

function byPath([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
