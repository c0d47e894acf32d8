import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { SiteFooter } from './parts/siteFooter.tsx';
import { type Section, SiteHeader, type Viewer } from './parts/siteHeader.tsx';
import { visibleText } from './text.ts';

/** The URLs of the built files that every page refers to. */
export interface PageAssets {
  css: string;
  /** The SVG icon of the browser's tab. */
  icon?: string | undefined;
  /** The script that starts the islands. */
  js?: string | undefined;
}

/** The colours that a visitor chose; without a choice the system's are taken. */
export type Theme = 'light' | 'dark';

/** What every page takes from the request that it answers, whatever it shows. */
export interface PageFrame {
  assets: PageAssets;
  viewer?: Viewer | undefined;
  theme?: Theme | undefined;
  /** The registry's own origin, as a client would be given it. */
  registryUrl?: string | undefined;
}

/** What a page is made of, around its own content. */
export interface PageParts {
  frame: PageFrame;
  /** Of this page alone; the registry's name is added. */
  title: string;
  /** One sentence, for search engines and previews. */
  description: string;
  /** The path under which this page is to be known, where it can be had under several. */
  canonical?: string | undefined;
  /** The Atom feed of what the page shows. */
  feed?: { href: string; title: string } | undefined;
  /** Keeps the page out of search engines. */
  private?: boolean;
  /** The section of the site the page belongs to. */
  section?: Section | undefined;
  /** What this page alone refers to: stylesheets and scripts. */
  head?: ComponentChildren;
  content: ComponentChildren;
}

/** Renders a whole HTML document, complete without its script, and without inline scripts and styles. */
export function renderPage(parts: PageParts): string {
  return `<!doctype html>${renderToString(<Document {...parts} />)}`;
}

function Document(parts: PageParts) {
  const { frame, title, description, canonical, feed, private: isPrivate, section, head, content } = parts;
  const { assets, viewer, theme, registryUrl } = frame;
  return (
    <html lang="en" data-theme={theme}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{visibleText(title)} · Aerostack</title>
        <meta name="description" content={visibleText(description)} />
        <meta name="color-scheme" content={theme ?? 'light dark'} />
        {isPrivate && <meta name="robots" content="noindex" />}
        {assets.icon && <link rel="icon" type="image/svg+xml" href={assets.icon} />}
        <link rel="stylesheet" href={assets.css} />
        {assets.js && <script type="module" src={assets.js} />}
        {canonical !== undefined && registryUrl !== undefined && (
          <>
            <link rel="canonical" href={registryUrl + canonical} />
            <meta property="og:url" content={registryUrl + canonical} />
          </>
        )}
        <meta property="og:type" content="website" />
        <meta property="og:site_name" content="Aerostack" />
        <meta property="og:title" content={visibleText(title)} />
        <meta property="og:description" content={visibleText(description)} />
        <meta name="twitter:card" content="summary" />
        {head}
        {feed && <link rel="alternate" type="application/atom+xml" href={feed.href} title={feed.title} />}
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
