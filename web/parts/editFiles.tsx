import type { Draft } from '../../server/contract/answers.ts';
import { editHref } from '../links.ts';
import { visibleText } from '../text.ts';
import { Icon } from './icon.tsx';

/** What every form of the editor carries: the token, and the commit that its page was made from. */
export function EditFields({ csrf, commit, action }: { csrf: string; commit: string; action: string }) {
  return (
    <>
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="commit" value={commit} />
      <input type="hidden" name="action" value={action} />
    </>
  );
}

/** The files of a draft, each leading to itself in the editor. */
export function EditFileList({ draft, path }: { draft: Draft; path: string }) {
  const images = new Set(Object.keys(draft.assets));
  const paths = [...Object.keys(draft.files), ...images].sort();
  return (
    <nav aria-label="Files">
      <ul class="edit-files">
        {paths.map((one) => (
          <li key={one}>
            <a
              class="edit-file"
              href={editHref(draft.id, one)}
              aria-current={one === path ? 'page' : undefined}
            >
              <Icon name={images.has(one) ? 'image' : 'file'} />
              <span class="edit-file-name">{visibleText(one)}</span>
              {one === draft.entrypoint && <span class="file-note">entrypoint</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Adds an empty file. */
export function AddFileForm({ id, commit, csrf }: { id: string; commit: string; csrf: string }) {
  return (
    <details class="edit-fold">
      <summary>Add a file…</summary>
      <form class="stack" method="post" action={editHref(id)}>
        <EditFields csrf={csrf} commit={commit} action="add" />
        <div class="field">
          <label for="add-path">Path</label>
          <input
            id="add-path"
            name="to"
            required
            maxLength={155}
            placeholder="lib/words.ts"
            autocomplete="off"
          />
        </div>
        <button class="button" type="submit">
          Add the file
        </button>
      </form>
    </details>
  );
}
