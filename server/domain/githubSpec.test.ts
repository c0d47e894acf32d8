import { describe, expect, it } from 'vitest';
import { parseGithubRepository, parseGithubSpec } from './githubSpec.ts';

const spec = (owner: string, repo: string, path = '', ref?: string) => ({ owner, repo, path, ref });

describe('a folder of a repository', () => {
  it.each([
    ['github:o/r', spec('o', 'r')],
    ['o/r', spec('o', 'r')],
    ['o/r/a/b#v1.0.0', spec('o', 'r', 'a/b', 'v1.0.0')],
    ['https://github.com/o/r', spec('o', 'r')],
    [' https://github.com/o/r/ ', spec('o', 'r')],
    ['https://www.github.com/o/r.git', spec('o', 'r')],
    ['https://github.com/o/r#topic', spec('o', 'r', '', 'topic')],
    ['https://github.com/o/r/tree/v1.0.0', spec('o', 'r', '', 'v1.0.0')],
    ['https://github.com/o/r/tree/main/a%23b', spec('o', 'r', 'a%23b', 'main')],
    ['https://github.com/o/r/tree/main/a/b%20c?tab=x#readme', spec('o', 'r', 'a/b c', 'main')],
  ])('%s', (text, expected) => expect(parseGithubSpec(text)).toEqual(expected));

  it.each([
    'https://github.com/o',
    'https://github.com/o/r/issues/5',
    'https://github.com/o/r/tree/main/../../x',
    'https://github.com/o/r/tree/main/%2e%2e/x',
    'https://github.com.example.org/o/r',
    'https://user@github.com/o/r',
    'gitlab:o/r',
  ])('not %s', (text) =>
    expect(() => parseGithubSpec(text)).toThrow(expect.objectContaining({ code: 'USAGE' })),
  );
});

it('a repository is named as such, by its address too', () => {
  expect(parseGithubRepository('https://github.com/o/r')).toEqual({ owner: 'o', repo: 'r' });
  for (const wrong of ['o', 'o/r/path', 'https://github.com/o/r/tree/main'])
    expect(() => parseGithubRepository(wrong)).toThrow(
      expect.objectContaining({ code: 'USAGE', hint: 'Name it as owner/repo.' }),
    );
});
