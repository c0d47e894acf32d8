/** Where the relative links and images of a README lead; `path` is normalised and relative to the function's root. */
export interface ReadmeBase {
  /** The registry's own URL of an image in the version's tree, or nothing. */
  resolveImage(path: string): string | undefined;
  /** A URL of the registry for a file of the version, or nothing. */
  resolveLink(path: string): string | undefined;
  /** Whether headings stay at their levels, since the page's own is the only one above; else each goes down by one. */
  readonly keepsHeadings?: boolean;
}

/** The prefix of every id in a README, so that none can stand for one of the page's own. */
export const README_ID = 'readme-';

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
// Browsers drop these from URLs before they read the scheme.
const DROPPED_BY_BROWSERS = /[\u0000-\u0020\u007f-\u00a0]/;

/** An absolute URL that a reader may follow: http, https or mailto. */
export function externalOf(href: string): string | undefined {
  if (DROPPED_BY_BROWSERS.test(href) || !/^(?:https?:\/\/|mailto:)/i.test(href)) return undefined;
  return URL.canParse(href) ? href : undefined;
}

/** What a link's target becomes on the page, or nothing where it must not be a link. */
export function linkOf(href: string, base: ReadmeBase): { href: string; external: boolean } | undefined {
  const external = externalOf(href);
  if (external !== undefined) return { href: external, external: true };
  if (href.startsWith('#')) {
    const fragment = decoded(href.slice(1));
    return fragment
      ? { href: `#${README_ID}${encodeURIComponent(fragment.toLowerCase())}`, external: false }
      : undefined;
  }
  const path = pathInTree(href);
  const own = path === undefined ? undefined : ownUrl(base.resolveLink(path));
  if (own === undefined) return undefined;
  const hash = href.indexOf('#');
  return { href: hash === -1 || own.includes('#') ? own : own + href.slice(hash), external: false };
}

/** The registry's own URL of an image that a README shows, or nothing. */
export function imageOf(src: string, base: ReadmeBase): string | undefined {
  const path = pathInTree(src);
  return path === undefined ? undefined : ownUrl(base.resolveImage(path));
}

/** A relative reference as a path from the function's root, without `.` and `..`; nothing where it leads out of it. */
export function pathInTree(reference: string): string | undefined {
  if (SCHEME.test(reference) || DROPPED_BY_BROWSERS.test(reference) || /^[/\\]{2}/.test(reference))
    return undefined;
  const path = decoded(reference.replace(/[?#].*$/s, ''));
  if (path === undefined || path.includes('\\')) return undefined;
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') {
      if (segments.pop() === undefined) return undefined;
    } else if (segment !== '' && segment !== '.') {
      segments.push(segment);
    }
  }
  return segments.length === 0 ? undefined : segments.join('/');
}

// The page trusts the caller's URLs no further than this: its own origin, nothing else.
function ownUrl(url: string | undefined): string | undefined {
  return url !== undefined && /^(?:\/(?![/\\])|#)/.test(url) && !DROPPED_BY_BROWSERS.test(url)
    ? url
    : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
