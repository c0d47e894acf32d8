import { RegistryError } from '../../server/contract/errors.ts';
import { quote } from '../../server/contract/names.ts';

/** How a remote should stand in a repository's configuration. */
export interface WantedRemote {
  readonly name: string;
  readonly url: string;
  /** The program that git is to ask for the key, in git's form; nothing where no key is needed. */
  readonly helper: string | undefined;
}

/** What of it stands there. */
export interface FoundRemote {
  /** The URLs of the remote of that name. */
  readonly urls: readonly string[];
  /** The helpers that the repository's own configuration names for the registry, in order. */
  readonly helpers: readonly string[];
}

/** What is to be written. */
export interface RemotePlan {
  /** `updated`: the remote was there, the helper was not. */
  readonly action: 'added' | 'updated' | 'unchanged';
  readonly url: string | undefined;
  /** In place of all that are there. */
  readonly helpers: readonly string[] | undefined;
}

/** Decides what to write; throws `REMOTE_EXISTS` where the name stands for another URL. */
export function planRemote({ name, url, helper }: WantedRemote, found: FoundRemote): RemotePlan {
  const isThere = found.urls.length === 1 && found.urls[0] === url;
  if (found.urls.length > 0 && !isThere)
    throw new RegistryError('REMOTE_EXISTS', `The remote ${quote(name)} is ${quote(found.urls.join(', '))}`);
  // The empty one makes git forget those of its other configuration, which would keep the key.
  const helpers = helper === undefined ? undefined : ['', helper];
  const isHelped = helpers === undefined || helpers.join('\n') === found.helpers.join('\n');
  if (!isThere) return { action: 'added', url, helpers: isHelped ? undefined : helpers };
  return isHelped
    ? { action: 'unchanged', url: undefined, helpers: undefined }
    : { action: 'updated', url: undefined, helpers };
}
