import { useEffect, useRef } from 'preact/hooks';
import type { Monaco } from '../loadMonaco.ts';

interface DiffPaneProps {
  monaco: Monaco;
  path: string;
  theirs: string;
  /** What stands on the right, put there again whenever `round` changes: what the visitor types is there already. */
  mine: string;
  round: number;
  /** Called with what the visitor makes of it. */
  edited: (text: string) => void;
}

/** Theirs and mine side by side, mine to be edited. */
export function DiffPane({ monaco, path, theirs, mine, round, edited }: DiffPaneProps) {
  const place = useRef<HTMLDivElement>(null);
  const live = useRef({ set: (_: string) => {}, edited });
  live.current.edited = edited;

  useEffect(() => {
    const language = monaco.editor
      .getModels()
      .find(({ uri }) => uri.path === `/${path}`)
      ?.getLanguageId();
    const original = monaco.editor.createModel(theirs, language);
    const modified = monaco.editor.createModel(mine, language);
    const diff = monaco.editor.createDiffEditor(place.current!, {
      automaticLayout: true,
      editContext: false,
      originalEditable: false,
      minimap: { enabled: false },
      scrollBeyondLastLine: false,
      fixedOverflowWidgets: true,
      renderGutterMenu: false,
      useInlineViewWhenSpaceIsLimited: true,
      originalAriaLabel: `${path}, theirs`,
      modifiedAriaLabel: `${path}, yours. Control and M makes the Tab key leave the text.`,
    });
    diff.setModel({ original, modified });
    // What is put there from outside is no edit of the visitor's.
    let isOwn = false;
    modified.onDidChangeContent(() => {
      if (!isOwn) live.current.edited(modified.getValue());
    });
    live.current.set = (text) => {
      if (modified.getValue() === text) return;
      isOwn = true;
      modified.setValue(text);
      isOwn = false;
    };
    return () => {
      live.current.set = () => {};
      diff.dispose();
      original.dispose();
      modified.dispose();
    };
  }, []);

  useEffect(() => live.current.set(mine), [round]);
  return <div ref={place} class="edit-diff" />;
}
