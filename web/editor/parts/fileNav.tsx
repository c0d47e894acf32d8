import { editHref } from '../../links.ts';
import { Icon } from '../../parts/icon.tsx';
import { visibleText } from '../../text.ts';
import { type FileState, statesOf } from '../files.ts';
import type { EditorProps } from './props.ts';
import { UploadButton } from './uploadButton.tsx';

const WORDS: Record<FileState, string> = { same: '', changed: 'modified', added: 'new', removed: 'deleted' };

/** All files, those that are gone once one saves as well, with what differs and what is wrong in each. */
export function FileNav({ id, documents, controller, state, entrypoint }: EditorProps) {
  const now = documents.files();
  const states = [...statesOf(documents.saved().files, now)];
  return (
    <div class="edit-side">
      <nav aria-label="Files">
        <ul class="edit-files">
          {states.map(([path, fileState]) =>
            fileState === 'removed' ? (
              <li key={path} class="edit-file edit-file-removed">
                <span class="edit-file-name">
                  <del>{visibleText(path)}</del>
                </span>
                <button class="button-small" type="button" onClick={() => controller.restore(path)}>
                  Restore<span class="visually-hidden"> {visibleText(path)}</span>
                </button>
              </li>
            ) : (
              <li key={path}>
                <a
                  class="edit-file"
                  href={editHref(id, path)}
                  aria-current={path === state.path ? 'page' : undefined}
                  onClick={(event) => {
                    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                    event.preventDefault();
                    controller.open(path);
                  }}
                >
                  <Icon name={now.get(path)?.kind === 'image' ? 'image' : 'file'} />
                  <span class="edit-file-name">{visibleText(path)}</span>
                  {path === entrypoint && <span class="file-note">entrypoint</span>}
                  <ErrorCount count={errorsIn(state.problems, path)} />
                  {fileState !== 'same' && (
                    <span class="edit-mark" title={WORDS[fileState]}>
                      <span class="visually-hidden">{WORDS[fileState]}</span>
                    </span>
                  )}
                </a>
              </li>
            ),
          )}
        </ul>
      </nav>
      <div class="edit-side-ways">
        <button class="button-small" type="button" onClick={() => controller.ask({ kind: 'add' })}>
          New file…
        </button>
        <UploadButton label="Upload…" multiple upload={(files) => controller.upload(files)} />
      </div>
      <p class="hint">Files can be dropped here, too.</p>
    </div>
  );
}

function ErrorCount({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span class="edit-count">
      {count}
      <span class="visually-hidden">{count === 1 ? ' error' : ' errors'}</span>
    </span>
  );
}

function errorsIn(problems: EditorProps['state']['problems'], path: string): number {
  return problems.filter((one) => one.path === path && one.severity === 'error').length;
}
