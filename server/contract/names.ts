import semver from 'semver';
import { RegistryError } from './errors.ts';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** An account's name: 1 to 64 of `a-z 0-9 _ -`, slug-shaped, never a reserved path segment when created. */
export type Username = Branded<'Username'>;
/** A function's name in URLs, folders and refs: 1 to 64 of `a-z 0-9 -`. */
export type Slug = Branded<'Slug'>;
/** A semantic version without build metadata, at most 64 characters, its numbers of at most nine digits. */
export type Version = Branded<'Version'>;
/** `fn_` and 32 lower-case hex digits: 48 bits of milliseconds, then 80 random bits. */
export type FunctionId = Branded<'FunctionId'>;
/** A relative, `/`-separated path that every file system we install to can hold; see {@link parsePortablePath}. */
export type PortablePath = Branded<'PortablePath'>;
/** A git object id: 40 lower-case hex digits. */
export type Oid = Branded<'Oid'>;

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const FUNCTION_ID = /^fn_[0-9a-f]{32}$/;
const OID = /^[0-9a-f]{40}$/;
const MAX_NAME = 64;
/** Far below what a number holds exactly, so that there are always numbers to count on to. */
const MAX_VERSION_NUMBER = 999_999_999;

/** First path segments of the app and of its API, and names of devices, which no account or slug may take. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  ...['api', 'raw', 'git', 'functions', 'users', 'admin', 'docs', 'schema', 'badge', 'assets', 'static'],
  ...[
    'healthz',
    'readyz',
    'metrics',
    'openapi',
    'login',
    'logout',
    'register',
    'set-password',
    'search',
    'feed',
    'sitemap',
  ],
  ...['robots', 'favicon', 'about', 'help', 'settings', 'account', 'well-known', 'community', 'auth'],
  ...['install', 'my', 'ci', 'validate', 'new', 'published', 'drafts', 'advisories', 'proposals'],
  // A name becomes that of a folder, which Windows could not hold.
  ...['con', 'prn', 'aux', 'nul', ...digits('com'), ...digits('lpt')],
]);

function digits(device: string): string[] {
  return [...'0123456789'].map((digit) => device + digit);
}

/** Turns any display name into a slug as the ecosystem's clients do; `""` where nothing usable is left. */
export function slugify(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replace(/[\s_]+/g, '-')
    .replace(/-+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, MAX_NAME)
    .replace(/-$/, '');
}

/** Parses a slug exactly as given; throws `INVALID_SLUG`, or `RESERVED_NAME`. */
export function parseSlug(text: string): Slug {
  if (text.length > MAX_NAME || !SLUG.test(text)) {
    throw new RegistryError('INVALID_SLUG', `${quote(text)} is not a valid slug`);
  }
  if (RESERVED_NAMES.has(text))
    throw new RegistryError('RESERVED_NAME', `The name ${quote(text)} is reserved`);
  return text as Slug;
}

/** Parses an account name; throws `INVALID_USERNAME`, or `RESERVED_NAME`. */
export function parseUsername(text: string): Username {
  if (text.length > MAX_NAME || !SLUG.test(text)) {
    throw new RegistryError('INVALID_USERNAME', `${quote(text)} is not a valid username`);
  }
  if (RESERVED_NAMES.has(text))
    throw new RegistryError('RESERVED_NAME', `The name ${quote(text)} is reserved`);
  return text as Username;
}

/** Whether the text is an exact version. */
export function isVersion(text: string): text is Version {
  const parsed = text.length <= MAX_NAME ? semver.parse(text) : null;
  if (parsed?.version !== text || parsed.build.length > 0 || text.endsWith('.lock')) return false;
  return [parsed.major, parsed.minor, parsed.patch].every((number) => number <= MAX_VERSION_NUMBER);
}

/** Parses an exact version; throws `INVALID_VERSION`. */
export function parseVersion(text: string): Version {
  if (isVersion(text)) return text;
  throw new RegistryError('INVALID_VERSION', `${quote(text)} is not a version`);
}

/** Whether the text is a function ID by its shape; says nothing of whether one exists. */
export function isFunctionId(text: string): text is FunctionId {
  return FUNCTION_ID.test(text);
}

/** Whether the text is a full SHA-1 object id. */
export function isOid(text: string): text is Oid {
  return OID.test(text);
}

/** Splits `author/slug@range`, `slug@range`, `author/slug` or `slug`; the range is kept as text. */
export function parseFunctionSpec(text: string): { author?: Username; slug: Slug; range?: string } {
  const match = /^(?:@?([^/@]+)\/)?([^/@]+)(?:@(.+))?$/.exec(text);
  if (!match) {
    throw new RegistryError('INVALID_SLUG', `${quote(text)} does not name a function`, {
      hint: 'Name it as slug, username/slug, or with a version: username/slug@^1.2.0.',
    });
  }
  const [, author, slug, range] = match;
  return {
    ...(author === undefined ? {} : { author: parseUsername(author) }),
    slug: parseSlug(slug ?? ''),
    ...(range === undefined ? {} : { range }),
  };
}

/** A caller's text made safe to print in a sentence: quoted, shortened, control characters escaped. */
export function quote(text: string): string {
  const short = text.length > 100 ? `${text.slice(0, 100)}…` : text;
  return JSON.stringify(short).replace(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
