import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atomFeed } from './atomFeed.ts';
import { sitemap } from './sitemap.ts';

const registryUrl = 'https://functions.example.org';
const entry = {
  ...{ author: 'alice', slug: 'image-resizer', version: '1.2.0', name: 'Image Resizer' },
  ...{ description: 'Resizes <images> & more.', date: '2026-03-12T09:30:00.000Z' },
};
const feed = { registryUrl, title: 'New versions', self: '/feed.atom', page: '/functions', entries: [entry] };

describe('an Atom feed', () => {
  it('tells each version by its own address', () => {
    const xml = atomFeed(feed);
    expect(xml).toMatch(
      /^<\?xml version="1.0" encoding="utf-8"\?>\n<feed xmlns="http:\/\/www.w3.org\/2005\/Atom">/,
    );
    expect(xml).toContain('<id>https://functions.example.org/feed.atom</id>');
    expect(xml).toContain('<id>https://functions.example.org/functions/alice/image-resizer@1.2.0</id>');
    expect(xml).toContain('<title>Image Resizer 1.2.0</title>');
    expect(xml).toContain('<updated>2026-03-12T09:30:00.000Z</updated>');
    expect(xml).toContain('<summary>Resizes &lt;images&gt; &amp; more.</summary>');
  });

  it('has all that a feed must have before anything came out', () => {
    expect(atomFeed({ ...feed, entries: [] })).toContain('<updated>1970-01-01T00:00:00.000Z</updated>');
  });

  it('stays one document whatever the names are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 12 }), (text) => {
        const xml = atomFeed({ ...feed, entries: [{ ...entry, name: text, description: text }] });
        // No control character, no surrogate alone, and no markup but the feed's own.
        expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
        expect(xml.isWellFormed()).toBe(true);
        expect(xml.match(/<entry>/g)).toHaveLength(1);
        expect(xml.match(/<[a-z/?][^>]*>/g)?.length).toBe(atomFeed(feed).match(/<[a-z/?][^>]*>/g)?.length);
      }),
    );
  });
});

it('a sitemap names every page, with the day it changed where that is known', () => {
  const xml = sitemap(registryUrl, [
    { path: '/' },
    { path: '/functions/a/b', changed: '2026-03-12T09:30:00.000Z' },
  ]);
  expect(xml).toContain('<url><loc>https://functions.example.org/</loc></url>');
  expect(xml).toContain(
    '<loc>https://functions.example.org/functions/a/b</loc><lastmod>2026-03-12T09:30:00.000Z',
  );
});
