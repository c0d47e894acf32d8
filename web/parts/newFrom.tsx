import { NEW_FROM_HREF } from '../links.ts';

interface NewFromProps {
  csrf: string;
  slug: string;
  version: string;
}

/** Begins a new draft from a published version of one's own. */
export function NewFrom({ csrf, slug, version }: NewFromProps) {
  return (
    <form class="new-from" method="post" action={NEW_FROM_HREF}>
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="slug" value={slug} />
      <input type="hidden" name="version" value={version} />
      <button class="button button-compact" type="submit">
        Edit as new draft
        <span class="visually-hidden">
          {' '}
          from {slug} {version}
        </span>
      </button>
    </form>
  );
}
