import { functionHref, userHref } from '../links.ts';
import { element, parent, xmlDocument } from './xml.ts';

/** A version that came out. */
export interface FeedEntry {
  author: string;
  slug: string;
  version: string;
  name: string;
  description: string;
  /** ISO 8601. */
  date: string;
}

/** A feed of new versions. */
export interface FeedProps {
  /** The registry's own origin. */
  registryUrl: string;
  title: string;
  /** Its own path, and that of the page that shows the same. */
  self: string;
  page: string;
  /** Newest first. */
  entries: readonly FeedEntry[];
}

/** Renders an Atom feed; each entry is known by the address of its version, which never changes. */
export function atomFeed({ registryUrl, title, self, page, entries }: FeedProps): string {
  return xmlDocument(
    parent(
      'feed',
      [
        element('title', `${title} · Aerostack`),
        element('id', registryUrl + self),
        element('link', '', { rel: 'self', type: 'application/atom+xml', href: registryUrl + self }),
        element('link', '', { rel: 'alternate', type: 'text/html', href: registryUrl + page }),
        // A feed that nothing has come into yet is as old as time.
        element('updated', entries[0]?.date ?? '1970-01-01T00:00:00.000Z'),
        ...entries.map((entry) => entryOf(entry, registryUrl)),
      ],
      ' xmlns="http://www.w3.org/2005/Atom"',
    ),
  );
}

function entryOf(entry: FeedEntry, registryUrl: string): string {
  const { author, slug, version, name, description, date } = entry;
  const address = registryUrl + functionHref(author, slug, version);
  return parent('entry', [
    element('title', `${name || slug} ${version}`),
    element('id', address),
    element('link', '', { rel: 'alternate', type: 'text/html', href: address }),
    element('updated', date),
    element('published', date),
    parent('author', [element('name', author), element('uri', registryUrl + userHref(author))]),
    element('summary', description || `${author}/${slug}@${version}`),
  ]);
}
