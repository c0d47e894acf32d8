import type { ComponentChildren } from 'preact';
import { guideHref } from '../links.ts';
import { Icon } from './icon.tsx';

/** A guide as lists name it. */
export interface GuideName {
  slug: string;
  title: string;
}

interface DocsLayoutProps {
  guides: readonly GuideName[];
  /** The path of the page. */
  current: string;
  /** What is being looked for. */
  search?: string | undefined;
  children: ComponentChildren;
}

/** A page of the documentation beside the way to all others. */
export function DocsLayout({ guides, current, search, children }: DocsLayoutProps) {
  const entries = [
    { href: '/docs', title: 'Overview' },
    ...guides.map(({ slug, title }) => ({ href: guideHref(slug), title })),
    { href: '/docs/api', title: 'HTTP API' },
  ];
  return (
    <div class="docs">
      <div class="docs-body">{children}</div>
      <div class="docs-nav">
        <search>
          <form class="docs-search" method="get" action="/docs">
            <label class="visually-hidden" for="docs-search">
              Search the guides
            </label>
            <span class="search-field">
              <Icon name="search" />
              <input
                id="docs-search"
                type="search"
                name="search"
                maxLength={200}
                value={search ?? ''}
                placeholder="Search the guides"
              />
            </span>
          </form>
        </search>
        <nav aria-label="Documentation">
          <ul>
            {entries.map(({ href, title }) => (
              <li key={href}>
                <a href={href} aria-current={href === current ? 'page' : undefined}>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </div>
  );
}
