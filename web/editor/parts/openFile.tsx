import { useLayoutEffect, useRef } from 'preact/hooks';
import { MANIFEST_PATH } from '../../../server/contract/manifest.ts';
import { Notice } from '../../parts/notice.tsx';
import { visibleText } from '../../text.ts';
import { imageUrl } from '../uploads.ts';
import { ManifestForm } from './manifestForm.tsx';
import type { EditorProps } from './props.ts';
import { ReadmePreview } from './readmePreview.tsx';
import { UploadButton } from './uploadButton.tsx';

/** The open file: its text, its form, its preview or its image, under a bar that says which it is. */
export function OpenFile(props: EditorProps) {
  const { documents, controller, state, text } = props;
  const { path, asForm, preview, told } = state;
  const file = documents.files().get(path);
  const isManifest = path === MANIFEST_PATH && file?.kind === 'text';
  const isReadme = path.toLowerCase() === 'readme.md' && file?.kind === 'text';
  const showsForm = isManifest && asForm;
  return (
    <section class="edit-open" aria-label={path || 'No file'}>
      <div class="edit-bar">
        <b class="edit-path">{visibleText(path)}</b>
        <div class="edit-bar-ways">
          {isManifest && (
            <fieldset class="edit-views">
              <legend class="visually-hidden">Show aerostack.json as</legend>
              <button type="button" aria-pressed={!asForm} onClick={() => controller.set({ asForm: false })}>
                Text
              </button>
              <button type="button" aria-pressed={asForm} onClick={() => controller.set({ asForm: true })}>
                Form
              </button>
            </fieldset>
          )}
          {isReadme && (
            <button
              class="button-small"
              type="button"
              aria-pressed={preview}
              onClick={() => controller.set({ preview: !preview })}
            >
              Preview
            </button>
          )}
          {file?.kind === 'image' && (
            <UploadButton label="Replace…" upload={(files) => controller.upload(files, path)} />
          )}
          {file && (
            <>
              <button
                class="button-small"
                type="button"
                onClick={() => controller.ask({ kind: 'rename', path })}
              >
                Rename…
              </button>
              <button
                class="button-small"
                type="button"
                onClick={() => controller.ask({ kind: 'delete', path })}
              >
                Delete…
              </button>
            </>
          )}
        </div>
      </div>
      {told && <Notice kind={told.kind}>{visibleText(told.text)}</Notice>}
      <div class={isReadme && preview ? 'edit-surface edit-split' : 'edit-surface'}>
        <TextPane element={text.element} hidden={file?.kind !== 'text' || showsForm} />
        {showsForm && <ManifestForm {...props} value={file.text} />}
        {isReadme && preview && <ReadmePreview {...props} readme={file.text} />}
        {file?.kind === 'image' && (
          <figure class="edit-image">
            <img src={imageUrl(path, file.base64)} alt={visibleText(path)} />
          </figure>
        )}
      </div>
    </section>
  );
}

/** A place for the one text editor, which lives on when others are shown. */
function TextPane({ element, hidden }: { element: HTMLElement; hidden: boolean }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    place.current?.append(element);
  }, [element]);
  return <div ref={place} class="edit-text-pane" hidden={hidden} />;
}
