import { render } from 'preact';
import type { Diagnostic } from '../../server/contract/answers.ts';
import { editHref } from '../links.ts';
import { createApi } from './api.ts';
import type { Limits } from './checkFiles.ts';
import { type Controller, createController } from './controller.ts';
import { type Documents, openDocuments } from './documents.ts';
import { savedOf } from './files.ts';
import { loadMonaco } from './loadMonaco.ts';
import { loadManifestSchema } from './manifestSchema.ts';
import { App } from './parts/app.tsx';
import { listProblems, markFindings } from './problems.ts';
import { createRegistryChecks } from './registryChecks.ts';
import { createTextEditor } from './textEditor.ts';
import { followTheme } from './themes.ts';
import { startTypeChecks } from './typeChecks.ts';

/** Loads what the editor needs and puts it in the place of the form, with what was typed there meanwhile. */
export async function startEditor(root: HTMLElement): Promise<void> {
  const { editor: id = '', csrf = '', path: asked = '', monaco: urls = '{}', limits = '{}' } = root.dataset;
  const api = createApi(id, csrf);
  const [monaco, draft] = await Promise.all([
    loadMonaco(JSON.parse(urls)),
    api.client.getDraft({ params: { id } }),
  ]);
  const documents = openDocuments(monaco, savedOf(draft));
  const path = documents.files().has(asked) ? asked : draft.entrypoint;
  followTheme(monaco, document);
  const text = createTextEditor(monaco, documents);

  const paint = () =>
    render(
      <App
        {...{ id, monaco, api, documents, controller, text }}
        state={controller.state()}
        entrypoint={draft.entrypoint}
      />,
      root,
    );
  let painting = false;
  /** Once for all that changes at a time. */
  const changed = () => {
    if (painting) return;
    painting = true;
    queueMicrotask(() => {
      painting = false;
      paint();
    });
  };
  const controller = createController({
    ...{ id, api, documents, changed },
    limits: JSON.parse(limits) as Limits,
    lock: text.lock,
    show(shown, place) {
      // What is hidden takes no focus: the text may have been behind the form, or an image.
      paint();
      text.show(shown, place);
      history.replaceState(null, '', editHref(id, shown));
    },
    first: {
      ...{ path, asForm: false, preview: false, problems: [], uncheckedWhy: undefined, message: '' },
      ...{ status: { kind: 'untouched' }, dialog: undefined, clash: undefined, told: undefined },
      tabLeaves: false,
    },
  });

  let found: readonly Diagnostic[] = [];
  const listAgain = () => controller.set({ problems: listProblems(monaco, documents, found) });
  const checkSoon = createRegistryChecks(api, documents.files, (findings) => {
    if (findings.kind === 'found') {
      found = findings.diagnostics;
      markFindings(monaco, documents, found);
    }
    controller.set({ uncheckedWhy: findings.kind === 'failed' ? findings.why : undefined });
    listAgain();
  });
  documents.onChange(changed);
  documents.onChange(checkSoon);
  monaco.editor.onDidChangeMarkers(listAgain);
  text.onTabLeaves((tabLeaves) => controller.set({ tabLeaves }));

  takeOver(root, path, documents);
  root.replaceChildren();
  text.show(path, undefined);
  paint();
  root.dataset.ready = '';
  if (document.activeElement === document.body || document.activeElement === null) text.focus();

  guard(controller);
  checkSoon();
  startTypeChecks(monaco, documents);
  await loadManifestSchema(monaco);
}

/**
 * Keeps what was typed into the form before the editor was there, or was typed and refused. Throws where somebody else
 * saved since then: the form still knows what it was typed into, and shows both.
 */
function takeOver(root: HTMLElement, path: string, documents: Documents): void {
  const field = root.querySelector<HTMLTextAreaElement>('textarea[name="text"]');
  if (!field || (field.value === field.defaultValue && root.dataset.typed === undefined)) return;
  const commit = field.form?.querySelector<HTMLInputElement>('[name="commit"]')?.value;
  if (commit !== documents.saved().commit) throw new Error('The draft has moved on since this was typed');
  const end = documents.model(path)?.getEOL() ?? '\n';
  documents.put(path, { kind: 'text', text: field.value.replaceAll('\n', end) });
}

/** Neither leaves with what is not saved unasked, nor lets the browser take the key that saves. */
function guard(controller: Controller): void {
  addEventListener('beforeunload', (event) => {
    if (controller.isDirty()) event.preventDefault();
  });
  addEventListener(
    'keydown',
    (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      if (event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      event.stopPropagation();
      void controller.save();
    },
    { capture: true },
  );
}
