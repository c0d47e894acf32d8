import { describe, expect, test } from 'vitest';
import { parseSlug, parseUsername, parseVersion } from '../contract/names.ts';
import {
  branchName,
  branchRef,
  draftRef,
  lockPath,
  parseBranchRef,
  parseRepoFolder,
  parseTagRef,
  repoPath,
  slugBranchRef,
  tagRef,
} from './layout.ts';
import { someId } from './storeFixture.testing.ts';

const slug = parseSlug('image-resizer');
const version = parseVersion('2.0.0-beta.1');

describe('refs', () => {
  test('names of branches and tags read back as what they were made from', () => {
    expect(parseBranchRef(draftRef(someId))).toEqual({ kind: 'draft', id: someId });
    expect(parseBranchRef(slugBranchRef(slug))).toEqual({ kind: 'slug', slug });
    expect(branchRef({ kind: 'slug', slug })).toBe('refs/heads/functions/image-resizer');
    expect(branchName({ kind: 'slug', slug })).toBe('functions/image-resizer');
    expect(parseTagRef(tagRef(slug, version))).toEqual({ slug, version });
    expect(tagRef(slug, version)).toBe('refs/tags/image-resizer@2.0.0-beta.1');
  });

  test.each([
    'refs/heads/published',
    'refs/heads/drafts/other',
    'refs/heads/functions/a/b',
    'refs/heads/functions/',
    'refs/tags/v1.0.0',
    'refs/tags/a@1',
    'refs/tags/a@1.0.0@1.0.0',
    'refs/notes/a@1.0.0',
  ])('%s is neither a function branch nor a version', (ref) => {
    expect(parseBranchRef(ref)).toBeUndefined();
    expect(parseTagRef(ref)).toBeUndefined();
  });

  test('a name that became reserved after it was given away stays readable', () => {
    expect(parseBranchRef('refs/heads/functions/admin')).toEqual({ kind: 'slug', slug: 'admin' });
    expect(parseRepoFolder('api.git')).toBe('api');
  });
});

test('an account has one repository and one lock', () => {
  const account = parseUsername('alice');
  expect(repoPath('/data', account)).toBe('/data/git/alice.git');
  expect(lockPath('/data', account)).toBe('/data/locks/alice.lock');
  expect(parseRepoFolder('alice.git')).toBe('alice');
  expect(parseRepoFolder('alice')).toBeUndefined();
  expect(parseRepoFolder('.alice.new-0123456789abcdef')).toBeUndefined();
});
