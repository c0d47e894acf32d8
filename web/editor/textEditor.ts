import type { Place } from './controller.ts';
import type { Documents } from './documents.ts';
import type { CodeEditor, Monaco } from './loadMonaco.ts';

/** The one text editor of the page, which shows one file after another. */
export interface TextEditor {
  readonly element: HTMLElement;
  /** Shows a file's text as it was left, or at a place; nothing where the file is none of text. */
  show(path: string, place: Place | undefined): void;
  focus(): void;
  lock(locked: boolean): void;
  /** Called with whether the Tab key leaves the text, whenever that changes. */
  onTabLeaves(listener: (leaves: boolean) => void): void;
}

/** Makes the editor, in an element that is not on the page yet. */
export function createTextEditor(monaco: Monaco, documents: Documents): TextEditor {
  const element = document.createElement('div');
  element.className = 'edit-monaco';
  const editor: CodeEditor = monaco.editor.create(element, {
    model: null,
    automaticLayout: true,
    fixedOverflowWidgets: true,
    fontFamily: 'ui-monospace, "SF Mono", "Cascadia Mono", "Roboto Mono", "DejaVu Sans Mono", monospace',
    fontSize: 13.5,
    lineHeight: 21,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    padding: { top: 10, bottom: 10 },
    renderLineHighlight: 'line',
    tabSize: 2,
    detectIndentation: true,
    // A field of text as all others are, to screen readers and to the page's own keys.
    editContext: false,
    // What is stored stays as it is: nothing is asked about, or changed, behind the author's back.
    unusualLineTerminators: 'off',
    stickyScroll: { enabled: false },
    scrollbar: { alwaysConsumeMouseWheel: false },
    wordBasedSuggestions: 'currentDocument',
  });
  const views = new Map<string, ReturnType<CodeEditor['saveViewState']>>();
  let open: string | undefined;
  return {
    element,
    show(path, place) {
      const model = documents.model(path) ?? null;
      if (open !== undefined) views.set(open, editor.saveViewState());
      open = path;
      if (editor.getModel() !== model) {
        editor.setModel(model);
        const view = views.get(path);
        if (view) editor.restoreViewState(view);
      }
      editor.updateOptions({
        ariaLabel: `${path}. Control and M makes the Tab key leave the text.`,
        wordWrap: /\.(?:md|markdown|txt)$/i.test(path) ? 'on' : 'off',
      });
      if (!place || !model) return;
      const position = { lineNumber: Math.max(1, place.line), column: Math.max(1, place.column) };
      editor.layout();
      editor.setPosition(position);
      editor.revealPositionInCenter(position);
      editor.focus();
    },
    focus: () => editor.focus(),
    lock: (readOnly) => editor.updateOptions({ readOnly }),
    onTabLeaves(listener) {
      monaco.TabFocus.onDidChangeTabFocus(listener);
    },
  };
}
