import { functionHref, loginHref, starHref } from '../links.ts';
import { Icon } from './icon.tsx';

interface StarFormProps {
  author: string;
  slug: string;
  /** The version whose page this is, to come back to. */
  version: string;
  stars: number;
  /** Absent where nobody is signed in, who could have starred it. */
  own?: { starred: boolean; csrf: string } | undefined;
}

const COMPACT = new Intl.NumberFormat('en', { notation: 'compact' });

/** How many have starred a function, and the way to be one of them. */
export function StarForm({ author, slug, version, stars, own }: StarFormProps) {
  const content = (
    <>
      <Icon name="star" /> {own?.starred ? 'Starred' : 'Star'}{' '}
      <span class="star-count">
        {COMPACT.format(stars)} <span class="visually-hidden">{stars === 1 ? 'star' : 'stars'}</span>
      </span>
    </>
  );
  if (!own)
    return (
      <a
        class="button button-small star"
        href={loginHref(functionHref(author, slug, version))}
        rel="nofollow"
      >
        {content}
      </a>
    );
  return (
    <form method="post" action={starHref(author, slug, !own.starred)}>
      <input type="hidden" name="csrf" value={own.csrf} />
      <input type="hidden" name="version" value={version} />
      <button
        class="button button-small star"
        type="submit"
        aria-pressed={own.starred}
        title={own.starred ? 'Take your star back' : 'Keep it among your stars'}
      >
        {content}
      </button>
    </form>
  );
}
