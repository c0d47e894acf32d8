import { describe, expect, it } from 'vitest';
import {
  archiveHref,
  blameHref,
  browseHref,
  compareHref,
  fileAnchor,
  functionHref,
  historyHref,
  rawHref,
  sourceHref,
} from './links.ts';

describe('links', () => {
  it('keep hostile names inside their segment', () => {
    expect(functionHref('..', 'a/b?c#d', '1.0.0&x')).toBe('/functions/../a%2Fb%3Fc%23d@1.0.0%26x');
    expect(rawHref('alice', 'fn', '1.0.0', 'docs/a b(1).png')).toBe('/raw/alice/fn@1.0.0/docs/a%20b(1).png');
  });

  it('lead below a version by the same spelling as installing it', () => {
    const version = ['alice', 'fn', '1.0.0-rc.1'] as const;
    expect(sourceHref(...version)).toBe('/functions/alice/fn@1.0.0-rc.1/source');
    expect(sourceHref(...version, 'a b/c.ts')).toBe('/functions/alice/fn@1.0.0-rc.1/source/a%20b/c.ts');
    expect(blameHref(...version, 'c.ts')).toBe('/functions/alice/fn@1.0.0-rc.1/blame/c.ts');
    expect(historyHref(...version)).toBe('/functions/alice/fn@1.0.0-rc.1/history');
    expect(archiveHref(...version)).toBe('/functions/alice/fn@1.0.0-rc.1/archive.tar.gz');
    expect(compareHref('alice', 'fn', '1.0.0', '2.0.0')).toBe('/functions/alice/fn/compare/1.0.0...2.0.0');
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
