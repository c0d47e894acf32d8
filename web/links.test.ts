import { describe, expect, it } from 'vitest';
import { browseHref, fileAnchor, functionHref, rawHref } from './links.ts';

describe('links', () => {
  it('keep hostile names inside their segment', () => {
    expect(functionHref('..', 'a/b?c#d', '1.0.0&x')).toBe('/functions/../a%2Fb%3Fc%23d?version=1.0.0%26x');
    expect(rawHref('alice', 'fn', '1.0.0', 'docs/a b(1).png')).toBe('/raw/alice/fn@1.0.0/docs/a%20b(1).png');
  });

  it('carry the filters in force to the next page, and no empty ones', () => {
    expect(browseHref({ search: 'a&b', tag: '', category: undefined }, 'next')).toBe(
      '/functions?search=a%26b&cursor=next',
    );
    expect(browseHref({})).toBe('/functions');
  });

  it('name a file by an id without spaces, each its own', () => {
    expect(fileAnchor('a b.ts')).toBe('file-a%20b.ts');
    expect(fileAnchor('a%20b.ts')).not.toBe(fileAnchor('a b.ts'));
  });
});
