import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { SiteFooter } from './parts/siteFooter.tsx';
import { SiteHeader, type Viewer } from './parts/siteHeader.tsx';
import { visibleText } from './text.ts';

/** The URLs of the built files that every page refers to. */
export interface PageAssets {
  css: string;
  /** The SVG icon of the browser's tab. */
  icon?: string | undefined;
}

/** What a page is made of, around its own content. */
export interface PageParts {
  assets: PageAssets;
  /** Of this page alone; the registry's name is added. */
  title: string;
  /** One sentence, for search engines and previews. */
  description: string;
  viewer?: Viewer | undefined;
  /** Keeps the page out of search engines. */
  private?: boolean;
  /** The section of the site the page belongs to. */
  section?: 'browse' | 'admin' | undefined;
  content: ComponentChildren;
}

/** Renders a whole HTML document, without scripts and inline styles. */
export function renderPage(parts: PageParts): string {
  return `<!doctype html>${renderToString(<Document {...parts} />)}`;
}

function Document({ assets, title, description, viewer, private: isPrivate, section, content }: PageParts) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{visibleText(title)} · Aerostack</title>
        <meta name="description" content={visibleText(description)} />
        <meta name="color-scheme" content="light dark" />
        {isPrivate && <meta name="robots" content="noindex" />}
        {assets.icon && <link rel="icon" type="image/svg+xml" href={assets.icon} />}
        <link rel="stylesheet" href={assets.css} />
      </head>
      <body>
        <a class="skip-link" href="#main">
          Skip to content
        </a>
        <SiteHeader viewer={viewer} section={section} />
        <main id="main" class="page">
          {content}
        </main>
        <SiteFooter />
      </body>
    </html>
  );
}
