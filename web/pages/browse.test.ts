import { describe, expect, it } from 'vitest';
import { elementsNamed, elementsOf, expectSoundPage } from '../testing/parsedHtml.ts';
import { assets, listedSample, registryUrl } from '../testing/samples.ts';
import { browsePage } from './browse.tsx';

const empty = { assets, registryUrl, functions: [], total: 0, nextCursor: null, query: {} };
const full = { ...empty, functions: [listedSample()], total: 1 };

describe('the list of functions', () => {
  const query = {
    ...{ search: 'a "b" <c>', category: 'media', tag: 'images', language: 'javascript', author: 'alice' },
    sort: 'stars',
  };

  it('keeps what was asked for in its form and in the next page', () => {
    const html = browsePage({ ...full, query, nextCursor: 'c+1', total: 2_000 });
    expectSoundPage(html);
    const values = elementsNamed(html, 'input').map(({ attributes }) => [attributes.name, attributes.value]);
    expect(values).toEqual([
      ['search', query.search],
      ['tag', 'images'],
      ['author', 'alice'],
    ]);
    const chosen = elementsNamed(html, 'option').filter(({ attributes }) => 'selected' in attributes);
    expect(chosen.map(({ attributes }) => attributes.value)).toEqual(['stars', 'media', 'javascript']);
    const next = elementsNamed(html, 'a').find(({ attributes }) => attributes.rel === 'next');
    const target = new URL(next!.attributes.href!, registryUrl);
    expect(Object.fromEntries(target.searchParams)).toEqual({ ...query, cursor: 'c+1' });
    expect(html).toContain('2,000 functions');
  });

  it('has no next page at its end', () => {
    expect(browsePage({ ...full, query: {} })).not.toContain('rel="next"');
  });

  it('tells a search that found nothing from a registry that has nothing', () => {
    expect(browsePage({ ...empty, query: { search: 'x' } })).toContain('No function fits.');
    expect(browsePage({ ...empty, query: {} })).toContain('Nothing has been published here yet.');
  });

  it('suggests what may have been meant, and categories, where nothing was found', () => {
    const query = { search: 'image-resiser', category: 'media' };
    const html = browsePage({
      ...{ ...empty, query, categories: [{ name: 'media', count: 7 }] },
      suggestions: [{ author: 'alice', slug: 'image-resizer' }],
    });
    expectSoundPage(html);
    const hrefs = elementsNamed(html, 'a').map(({ attributes }) => attributes.href);
    expect(hrefs).toEqual(
      expect.arrayContaining([
        ...['/functions/alice/image-resizer', '/functions?category=media', '/functions?search=image-resiser'],
      ]),
    );
  });

  it('lets each filter in force be taken away by itself', () => {
    const html = browsePage({ ...full, query: { category: 'media', tag: 'a' } });
    const hrefs = elementsNamed(html, 'a').map(({ attributes }) => attributes.href);
    expect(hrefs).toEqual(expect.arrayContaining(['/functions?tag=a', '/functions?category=media']));
  });

  it('shows numbers beside the categories where it was given them', () => {
    const html = browsePage({ ...full, query: {}, categories: [{ name: 'media', count: 7 }] });
    expect(html).toContain('media (7)');
  });

  it('shows hostile names and descriptions as text', () => {
    const hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202egnp';
    const changes = {
      name: hostile,
      description: hostile,
      license: hostile,
      category: hostile,
      version: hostile,
    };
    const html = browsePage({ ...full, functions: [listedSample(changes)], query: { search: hostile } });
    expectSoundPage(html);
    expect(html).toContain('\\u202egnp');
    // Only what is sent back as it was typed keeps it.
    expect(html.replace(/value="[^"]*"|href="[^"]*"/g, '')).not.toContain('\u202e');
  });

  it('marks a function without a license', () => {
    expect(browsePage({ ...full, functions: [listedSample({ license: '' })] })).toContain('no license');
    expect(browsePage(full)).not.toContain('no license');
  });

  it('has a heading for each function under the one of the page', () => {
    const levels = elementsOf(browsePage({ ...full, query: {} })).filter(({ name }) => /^h\d$/.test(name));
    expect(levels.map(({ name }) => name)).toEqual(['h1', 'h2']);
  });
});
