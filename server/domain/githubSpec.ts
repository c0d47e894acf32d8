import { RegistryError } from '../contract/errors.ts';
import { quote } from '../contract/names.ts';

/** A repository on GitHub. */
export interface GithubRepository {
  readonly owner: string;
  readonly repo: string;
}

/** A folder of a repository at some ref. */
export interface GithubSpec extends GithubRepository {
  /** Relative, with `/`; `''` for the root. */
  readonly path: string;
  /** A branch, a tag or a commit; nothing for the default branch. */
  readonly ref: string | undefined;
}

const OWNER = /^[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,98}[A-Za-z0-9_])?$/;
const REPO = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/;
const SEGMENT = /^(?!\.{1,2}$)[^\u0000-\u001f\u007f\\/]{1,155}$/;
const REF = /^(?![-/.])(?!.*(?:\.\.|@\{|\/\/))[^\u0000-\u0020\u007f~^:?*[\\]{1,200}$/;
const MAX_DEPTH = 20;

/**
 * Reads `github:owner/repo[/path][#ref]`, the beginning being optional, or the address of a repository or a folder as a
 * browser has it: `https://github.com/owner/repo[/tree/ref[/path]]`; throws `USAGE`.
 */
export function parseGithubSpec(text: string): GithubSpec {
  const pasted = /^https?:\/\/(?:www\.)?github\.com\/(.*)$/is.exec(text.trim())?.[1];
  const spec = pasted === undefined ? text.trim() : ofAddress(pasted);
  const [, name = '', ref] = /^(?:github:)?([^#]*)(?:#(.*))?$/s.exec(spec) ?? [];
  const [owner = '', repo = '', ...path] = name.replace(/\/$/, '').split('/');
  const fits = OWNER.test(owner) && REPO.test(repo) && path.every((segment) => SEGMENT.test(segment));
  if (!fits || path.length > MAX_DEPTH || (ref !== undefined && !REF.test(ref))) {
    throw new RegistryError('USAGE', `${quote(text)} is not a folder of a repository on GitHub`, {
      hint: 'Name it as owner/repo, owner/repo/path or owner/repo/path#ref, or paste its https://github.com address.',
    });
  }
  return { owner, repo, path: path.join('/'), ref };
}

/** An address after its host as a spec. The first segment after `tree` is the ref: the address does not say where one ends. */
function ofAddress(pasted: string): string {
  const [, owner = '', repo = '', tree = '', hash = ''] =
    /^([^/?#]+)\/([^/?#]+?)(?:\.git)?(?:\/tree\/([^?#]+?))?\/?(?:\?[^#]*)?(#.*)?$/s.exec(pasted) ?? [];
  const [ref = '', ...path] = tree.split('/').map(decoded);
  const name = [owner, repo, ...path].join('/');
  return ref === '' ? name + hash : `${name}#${ref}`;
}

function decoded(segment: string): string {
  try {
    const text = decodeURIComponent(segment);
    // What would divide the spec otherwise than the address.
    return /[/#]/.test(text) ? segment : text;
  } catch {
    return segment;
  }
}

/** Reads `owner/repo`, or its address; throws `USAGE`. */
export function parseGithubRepository(text: string): GithubRepository {
  const spec = specOf(text);
  if (spec && spec.path === '' && spec.ref === undefined) return { owner: spec.owner, repo: spec.repo };
  throw new RegistryError('USAGE', `${quote(text)} is not a repository on GitHub`, {
    hint: 'Name it as owner/repo.',
  });
}

function specOf(text: string): GithubSpec | undefined {
  try {
    return parseGithubSpec(text);
  } catch {
    return undefined;
  }
}

/** The web address of a repository, by the base URL of the API: GitHub's own, or that of an Enterprise server. */
export function repositoryAddress(apiUrl: string, { owner, repo }: GithubRepository): string {
  const { origin } = new URL(apiUrl);
  return `${origin === 'https://api.github.com' ? 'https://github.com' : origin}/${owner}/${repo}`;
}
