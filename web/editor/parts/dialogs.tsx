import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { visibleText } from '../../text.ts';
import type { Dialog } from '../state.ts';
import type { EditorProps } from './props.ts';

/** The question that is open. */
export function Dialogs({ controller, dialog }: EditorProps & { dialog: Dialog }) {
  const close = () => controller.ask(undefined);
  if (dialog.kind === 'delete') {
    const { path } = dialog;
    return (
      <Question title={`Delete ${visibleText(path)}?`} close={close}>
        <p>It goes from the draft with the next save; the history keeps it.</p>
        <div class="edit-dialog-ways">
          <button class="button button-danger" type="button" onClick={() => controller.remove(path)}>
            Delete
          </button>
          <button class="button" type="button" onClick={close}>
            Keep it
          </button>
        </div>
      </Question>
    );
  }
  const from = dialog.kind === 'rename' ? dialog.path : '';
  return (
    <Question title={from ? `Rename ${visibleText(from)}` : 'New file'} close={close}>
      <PathForm
        from={from}
        submit={(path) => (from ? controller.rename(from, path) : controller.add(path))}
        close={close}
      />
    </Question>
  );
}

function PathForm({
  from,
  submit,
  close,
}: {
  from: string;
  submit: (path: string) => string | undefined;
  close: () => void;
}) {
  const [path, setPath] = useState(from);
  const [problem, setProblem] = useState<string>();
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setProblem(submit(path));
      }}
    >
      <div class="field">
        <label for="new-path">Path</label>
        <input
          id="new-path"
          value={path}
          maxLength={300}
          placeholder="lib/words.ts"
          autocomplete="off"
          spellcheck={false}
          aria-invalid={problem !== undefined}
          aria-describedby="new-path-problem"
          onInput={({ currentTarget }) => setPath(currentTarget.value)}
        />
        <p id="new-path-problem" class="field-problem" role="alert">
          {problem}
        </p>
      </div>
      <div class="edit-dialog-ways">
        <button class="button button-primary" type="submit">
          {from ? 'Rename' : 'Add the file'}
        </button>
        <button class="button" type="button" onClick={close}>
          Cancel
        </button>
      </div>
    </form>
  );
}

function Question(props: { title: string; close: () => void; children: ComponentChildren }) {
  const { title, close, children } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const asked = document.activeElement;
    dialog.current?.showModal();
    return () => {
      // To where the question came from, unless what was done moved on already.
      if (asked instanceof HTMLElement && asked.isConnected && document.activeElement === document.body)
        asked.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} class="edit-dialog" aria-labelledby="question" onClose={close}>
      <h2 id="question">{title}</h2>
      {children}
    </dialog>
  );
}
