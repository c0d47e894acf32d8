import { userHref } from '../links.ts';
import { Logo } from './logo.tsx';

/** Who is signed in. */
export interface Viewer {
  username: string;
  /** The session's token; with it the header offers to sign out. */
  csrf?: string | undefined;
}

/** The part of the site that a page belongs to. */
export type Section = 'browse' | 'docs' | 'admin';

/** The bar on top of every page. */
export function SiteHeader({
  viewer,
  section,
}: {
  viewer?: Viewer | undefined;
  section?: Section | undefined;
}) {
  return (
    <header class="site-header">
      <div class="site-bar">
        <a class="brand" href="/">
          <Logo />
          <span>Aerostack</span>
        </a>
        <nav class="site-nav" aria-label="Site">
          <a href="/functions" aria-current={section === 'browse' ? 'page' : undefined}>
            Browse
          </a>
          {viewer ? (
            <a href="/admin" aria-current={section === 'admin' ? 'page' : undefined}>
              My functions
            </a>
          ) : (
            <a href="/login">Sign in</a>
          )}
        </nav>
        {viewer && (
          <div class="site-viewer">
            <a href={userHref(viewer.username)}>{viewer.username}</a>
            {viewer.csrf && (
              <form method="post" action="/logout">
                <input type="hidden" name="csrf" value={viewer.csrf} />
                <button class="button-plain" type="submit">
                  Sign out
                </button>
              </form>
            )}
          </div>
        )}
      </div>
    </header>
  );
}
