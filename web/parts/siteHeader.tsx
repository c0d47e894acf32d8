import { Icon } from './icon.tsx';
import { Logo } from './logo.tsx';
import { SearchKey } from './searchKey.tsx';

/** Who is signed in. */
export interface Viewer {
  username: string;
  /** The session's token; with it the header offers to sign out. */
  csrf?: string | undefined;
}

/** The part of the site that a page belongs to. */
export type Section = 'home' | 'browse' | 'docs' | 'admin';

interface SiteHeaderProps {
  viewer?: Viewer | undefined;
  section?: Section | undefined;
}

/** The bar on top of every page. */
export function SiteHeader({ viewer, section }: SiteHeaderProps) {
  const current = (own: Section) => (section === own ? 'page' : undefined);
  return (
    <header class="site-header">
      <div class="site-bar">
        <a class="brand" href="/">
          <Logo />
          <span>Aerostack</span>
        </a>
        {section !== 'home' && section !== 'browse' && <SiteSearch />}
        <nav class="site-nav" aria-label="Site">
          <a href="/functions" aria-current={current('browse')}>
            Browse
          </a>
          <a href="/docs" aria-current={current('docs')}>
            Docs
          </a>
          {viewer ? (
            <a href="/admin" aria-current={current('admin')}>
              My functions
            </a>
          ) : (
            <a href="/login">Sign in</a>
          )}
        </nav>
        {viewer && (
          <div class="site-viewer">
            <a href="/admin/account" title="Your account">
              {viewer.username}
            </a>
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
        <button
          class="theme-toggle scripted"
          type="button"
          data-theme-toggle
          aria-label="Change between light and dark"
        >
          <Icon name="sun" />
          <Icon name="moon" />
        </button>
      </div>
    </header>
  );
}

function SiteSearch() {
  return (
    <search class="site-search">
      <form method="get" action="/functions">
        <label class="visually-hidden" for="site-search">
          Search functions
        </label>
        <Icon name="search" />
        <input
          id="site-search"
          type="search"
          name="search"
          maxLength={200}
          placeholder="Search functions"
          aria-keyshortcuts="/"
          data-search-field
        />
        <SearchKey />
      </form>
    </search>
  );
}
