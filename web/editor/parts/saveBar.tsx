import { MAX_MESSAGE_CHARS } from '../../../server/contract/requests.ts';
import { draftHistoryHref, editHref, loginHref } from '../../links.ts';
import { countOf } from '../problems.ts';
import type { SaveStatus } from '../state.ts';
import type { EditorProps } from './props.ts';

/** The message of the next commit, the button that makes it, and what came of the last one. */
export function SaveBar({ id, controller, state }: EditorProps) {
  const isDirty = controller.isDirty();
  const isMac = /Mac|iP(?:hone|ad)/.test(navigator.platform);
  return (
    <form
      class="edit-save"
      onSubmit={(event) => {
        event.preventDefault();
        void controller.save();
      }}
    >
      <div class="field">
        <label for="message">
          Message <span class="muted">(optional)</span>
        </label>
        <input
          id="message"
          maxLength={MAX_MESSAGE_CHARS}
          placeholder="What changed"
          autocomplete="off"
          value={state.message}
          onInput={({ currentTarget }) => controller.set({ message: currentTarget.value })}
        />
      </div>
      <button
        class="button button-primary"
        type="submit"
        aria-keyshortcuts={isMac ? 'Meta+S' : 'Control+S'}
        aria-disabled={state.status.kind === 'saving'}
      >
        Save <kbd>{isMac ? '⌘S' : 'Ctrl S'}</kbd>
      </button>
      {state.problems.length > 0 && (
        <a class="edit-count" href="#problems">
          {countOf(state.problems)}
        </a>
      )}
      <p class="edit-status" role="status">
        <span>
          <StatusText id={id} path={state.path} status={state.status} isDirty={isDirty} />
        </span>
      </p>
      {!state.asForm && (
        <p class="edit-keys">
          <kbd>{isMac ? '⌃⇧M' : 'Ctrl M'}</kbd>{' '}
          {state.tabLeaves ? 'makes Tab indent again; now it leaves the text' : 'lets Tab leave the text'}
        </p>
      )}
    </form>
  );
}

function StatusText(props: { id: string; path: string; status: SaveStatus; isDirty: boolean }) {
  const { id, path, status, isDirty } = props;
  if (status.kind === 'saving') return <>Saving…</>;
  if (status.kind === 'refused') {
    return (
      <span class="edit-refused">
        {status.why}{' '}
        {status.signIn && (
          <a href={loginHref(editHref(id, path))} target="_blank" rel="noopener">
            Sign in in another tab
          </a>
        )}
      </span>
    );
  }
  if (isDirty) return <>There are changes that are not saved.</>;
  if (status.kind === 'nothing') return <>There was nothing to save.</>;
  if (status.kind === 'untouched') return <>Everything is saved.</>;
  const { at, commit, others } = status;
  return (
    <>
      Saved at {at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })} as{' '}
      <a href={draftHistoryHref(id)}>
        <code>{commit.slice(0, 10)}</code>
      </a>
      {others.length > 0 && `, with what was saved elsewhere meanwhile: ${others.join(', ')}`}.
    </>
  );
}
