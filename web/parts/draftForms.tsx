import type { Draft } from '../../server/contract/answers.ts';
import { draftHref } from '../links.ts';
import { visibleText } from '../text.ts';

type Named = Pick<Draft, 'id' | 'version' | 'status'>;

/** Publishes the draft as it is, or under a raised version. */
export function PublishForm({ draft, csrf }: { draft: Named; csrf: string }) {
  return (
    <form class="stack" method="post" action={`${draftHref(draft.id)}/publish`}>
      <input type="hidden" name="csrf" value={csrf} />
      <div class="field">
        <label for="bump">Version</label>
        <select id="bump" name="bump">
          <option value="">{visibleText(draft.version)}, as it is</option>
          <option value="patch">Raise the patch number</option>
          <option value="minor">Raise the minor number</option>
          <option value="major">Raise the major number</option>
        </select>
      </div>
      <button class="button button-primary" type="submit">
        Publish
      </button>
    </form>
  );
}

/** Deletes the draft, after unfolding; what was published stays and has no such form. */
export function DeleteForm({ draft, csrf }: { draft: Named; csrf: string }) {
  return (
    <details class="danger">
      <summary>Delete this draft…</summary>
      <form class="stack" method="post" action={`${draftHref(draft.id)}/delete`}>
        <p>The draft and its history go for good. Nothing of it was published.</p>
        <input type="hidden" name="csrf" value={csrf} />
        <button class="button button-danger" type="submit">
          Delete for good
        </button>
      </form>
    </details>
  );
}
