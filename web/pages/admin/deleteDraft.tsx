import { deleteHref, draftHref } from '../../links.ts';
import { DraftHead, type DraftPlace } from '../../parts/draftHead.tsx';
import { Notice } from '../../parts/notice.tsx';
import type { Viewer } from '../../parts/siteHeader.tsx';
import { type PageFrame, renderPage } from '../../renderPage.tsx';
import { visibleText } from '../../text.ts';

/** The question whether a draft is to go. */
export interface DeleteDraftProps extends PageFrame {
  viewer: Viewer;
  csrf: string;
  draft: DraftPlace;
  /** Why it stays, in a sentence or two. */
  error?: string | undefined;
}

/** Renders the page that asks before a draft is deleted. */
export function deleteDraftPage(props: DeleteDraftProps): string {
  return renderPage({
    frame: props,
    section: 'admin',
    private: true,
    title: `Delete ${props.draft.name || props.draft.slug}?`,
    description: 'Delete a draft for good.',
    content: <DeleteDraftContent {...props} />,
  });
}

function DeleteDraftContent({ draft, csrf, error }: DeleteDraftProps) {
  const { id, slug, name, version, status } = draft;
  const isPublished = status === 'published' || status === 'modified';
  return (
    <>
      <DraftHead draft={draft} title="Delete this draft?" />
      <div class="narrow">
        {error !== undefined && <Notice kind="error">{visibleText(error)}</Notice>}
        {isPublished ? (
          <p>
            Versions of <bdi>{visibleText(name) || slug}</bdi> were published from this draft, so that it
            stays: installs must be repeatable.
          </p>
        ) : (
          <form class="stack" method="post" action={deleteHref(id)}>
            <input type="hidden" name="csrf" value={csrf} />
            <p>
              The draft{' '}
              <b>
                <bdi>{visibleText(name) || slug}</bdi> {version}
              </b>{' '}
              (<code class="oid">{id}</code>) and its whole history go for good. Nothing of it was published;
              versions that were published otherwise stay.
            </p>
            <p class="form-ways">
              <button class="button button-danger" type="submit">
                Delete this draft for good
              </button>
              <a href={draftHref(id)}>Keep it</a>
            </p>
          </form>
        )}
      </div>
    </>
  );
}
