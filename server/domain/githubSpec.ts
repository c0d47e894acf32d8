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

/** Reads `github:owner/repo[/path][#ref]`, the beginning being optional; throws `USAGE`. */
export function parseGithubSpec(text: string): GithubSpec {
  const [, name = '', ref] = /^(?:github:)?([^#]*)(?:#(.*))?$/s.exec(text.trim()) ?? [];
  const [owner = '', repo = '', ...path] = name.replace(/\/$/, '').split('/');
  const fits = OWNER.test(owner) && REPO.test(repo) && path.every((segment) => SEGMENT.test(segment));
  if (!fits || path.length > MAX_DEPTH || (ref !== undefined && !REF.test(ref))) {
    throw new RegistryError('USAGE', `${quote(text)} is not a folder of a repository on GitHub`, {
      hint: 'Name it as github:owner/repo, github:owner/repo/path or github:owner/repo/path#ref.',
    });
  }
  return { owner, repo, path: path.join('/'), ref };
}

/** Reads `owner/repo`; throws `USAGE`. */
export function parseGithubRepository(text: string): GithubRepository {
  const { owner, repo, path, ref } = parseGithubSpec(text);
  if (path === '' && ref === undefined) return { owner, repo };
  throw new RegistryError('USAGE', `${quote(text)} is not a repository on GitHub`, {
    hint: 'Name it as owner/repo.',
  });
}

/** The web address of a repository, by the base URL of the API: GitHub's own, or that of an Enterprise server. */
export function repositoryAddress(apiUrl: string, { owner, repo }: GithubRepository): string {
  const { origin } = new URL(apiUrl);
  return `${origin === 'https://api.github.com' ? 'https://github.com' : origin}/${owner}/${repo}`;
}
