import { RegistryError } from '../contract/errors.ts';
import { isOid, type Oid, type PortablePath, parseSlug, quote, type Slug } from '../contract/names.ts';
import { parsePortablePath } from '../contract/portablePath.ts';

/** What a git push asks for. */
export interface PushRequest {
  /** The ref as the pusher named it. */
  readonly ref: string;
  readonly commit: Oid;
  /** The slug whose branch is to advance; absent, every function of the push becomes a new draft. */
  readonly slug: Slug | undefined;
  readonly publish: boolean;
  readonly allowSecrets: boolean;
  /** The folders to take functions from, `''` for the root; none stands for the whole tree. */
  readonly folders: readonly (PortablePath | '')[];
}

const BRANCHES = 'refs/heads/';
const SLUG_BRANCHES = 'refs/heads/functions/';
const MOST_FOLDERS = 100;

/** Parses the refs and options of a push; throws `UNSUPPORTED_PUSH`, `PUSH_OPTION`, or as the name parsers do. */
export function parsePush(
  commands: readonly { ref: string; new: string | null }[],
  options: readonly string[],
): PushRequest {
  const [command, second] = commands;
  const tag = commands.find(({ ref }) => ref.startsWith('refs/tags/'));
  if (tag) {
    const hint = 'Push without tags (`git push --no-follow-tags`): the registry tags what is published.';
    throw unsupported(`The tag ${quote(tag.ref.slice('refs/tags/'.length))} cannot be pushed`, hint);
  }
  if (!command || second) throw unsupported(`A push is of one branch, not of ${commands.length} refs`);
  const { ref, new: commit } = command;
  if (commit === null) {
    const hint = 'Delete drafts in the Admin; what is published stays.';
    throw unsupported(`${quote(ref)} cannot be deleted by a push`, hint);
  }
  // What cannot be read cannot be told back to git either, which knows the ref by its bytes.
  if (ref.includes('\ufffd')) throw unsupported(`${quote(ref)} is not UTF-8`);
  if (!ref.startsWith(BRANCHES)) throw unsupported(`${quote(ref)} is not a branch`);
  if (!isOid(commit)) throw unsupported(`${quote(commit)} is not an object id`);
  const slug = ref.startsWith(SLUG_BRANCHES) ? parseSlug(ref.slice(SLUG_BRANCHES.length)) : undefined;
  return { ref, commit, slug, ...parseOptions(options) };
}

function parseOptions(options: readonly string[]): Pick<PushRequest, 'publish' | 'allowSecrets' | 'folders'> {
  const folders = new Set<PortablePath | ''>();
  let publish = false;
  let allowSecrets = false;
  for (const option of options) {
    const [, name = option, value] = /^([^=]*)=(.*)$/s.exec(option) ?? [];
    if (name === 'path' && value) folders.add(parseFolder(value));
    else if (option === 'publish') publish = true;
    else if (option === 'allow-secrets') allowSecrets = true;
    else throw new RegistryError('PUSH_OPTION', `There is no push option ${quote(option)}`);
  }
  if (folders.size > MOST_FOLDERS)
    throw new RegistryError('LIMIT_EXCEEDED', `The push names more than ${MOST_FOLDERS} folders`);
  return { publish, allowSecrets, folders: [...folders] };
}

/** A folder as it is typed: with `./` before it, `/` behind it, or `.` for the root. */
function parseFolder(text: string): PortablePath | '' {
  const path = text.replace(/^\.\//, '').replace(/\/$/, '');
  return path === '.' || path === '' ? '' : parsePortablePath(path);
}

function unsupported(message: string, hint?: string): RegistryError {
  return new RegistryError('UNSUPPORTED_PUSH', message, hint === undefined ? {} : { hint });
}
