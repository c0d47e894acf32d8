import { describe, expect, it } from 'vitest';
import { elementsNamed, elementsOf, expectSoundPage } from '../testing/parsedHtml.ts';
import { assets, listedSample, registryUrl, viewer } from '../testing/samples.ts';
import { homePage } from './home.tsx';

const empty = { assets, registryUrl, functions: [], total: 0, nextCursor: null };
const full = { ...empty, functions: [listedSample()], total: 1 };

describe('the front page', () => {
  it('says how to publish, to this registry, and lists functions', () => {
    const html = homePage(full);
    expectSoundPage(html);
    const text = textOf(html);
    expect(text).toContain('aerostack login --registry https://functions.example.org');
    expect(text).toContain('aerostack functions push');
    expect(text).toContain('aerostack functions publish &lt;id>');
    expect(html).toContain('href="/functions/alice/image-resizer"');
    expect(html).toContain('href="/users/alice"');
  });

  it('refers to no file but those it was given', () => {
    expect(elementsNamed(homePage({ ...full, assets: { css: '/a.css', icon: '/b.svg' } }), 'link')).toEqual([
      { name: 'link', attributes: { rel: 'icon', type: 'image/svg+xml', href: '/b.svg' } },
      { name: 'link', attributes: { rel: 'stylesheet', href: '/a.css' } },
    ]);
  });

  it('invites the first function where there is none', () => {
    const html = homePage(empty);
    expectSoundPage(html);
    expect(html).toContain('Nothing has been published here yet.');
  });

  it('searches by a plain form', () => {
    const form = elementsNamed(homePage(empty), 'form')[0];
    expect(form?.attributes).toMatchObject({ method: 'get', action: '/functions' });
    expect(elementsNamed(homePage(empty), 'input')[0]?.attributes).toMatchObject({
      name: 'search',
      type: 'search',
    });
  });

  it('offers to sign in, or out', () => {
    expect(homePage(full)).toContain('href="/login"');
    const signedIn = homePage({ ...full, viewer });
    expectSoundPage(signedIn);
    expect(signedIn).not.toContain('href="/login"');
    expect(elementsNamed(signedIn, 'form').map(({ attributes }) => attributes.action)).toContain('/logout');
  });
});

describe('the list of functions', () => {
  const query = {
    ...{ search: 'a "b" <c>', category: 'media', tag: 'images', language: 'javascript', author: 'alice' },
    sort: 'stars',
  };

  it('keeps what was asked for in its form and in the next page', () => {
    const html = homePage({ ...full, query, nextCursor: 'c+1', total: 2_000 });
    expectSoundPage(html);
    const values = elementsNamed(html, 'input').map(({ attributes }) => [attributes.name, attributes.value]);
    expect(values).toEqual([
      ['search', query.search],
      ['tag', 'images'],
      ['author', 'alice'],
    ]);
    const chosen = elementsNamed(html, 'option').filter(({ attributes }) => 'selected' in attributes);
    expect(chosen.map(({ attributes }) => attributes.value)).toEqual(['media', 'javascript', 'stars']);
    const next = elementsNamed(html, 'a').find(({ attributes }) => attributes.rel === 'next');
    const target = new URL(next!.attributes.href!, registryUrl);
    expect(Object.fromEntries(target.searchParams)).toEqual({ ...query, cursor: 'c+1' });
    expect(html).toContain('2,000 functions');
  });

  it('has no next page at its end', () => {
    expect(homePage({ ...full, query: {} })).not.toContain('rel="next"');
  });

  it('tells a search that found nothing from a registry that has nothing', () => {
    expect(homePage({ ...empty, query: { search: 'x' } })).toContain('No function fits.');
    expect(homePage({ ...empty, query: {} })).toContain('Nothing has been published here yet.');
  });

  it('shows numbers beside the categories where it was given them', () => {
    const html = homePage({ ...full, query: {}, categories: [{ name: 'media', count: 7 }] });
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
    const html = homePage({ ...full, functions: [listedSample(changes)], query: { search: hostile } });
    expectSoundPage(html);
    expect(html).toContain('\\u202egnp');
    // Only what is sent back as it was typed keeps it.
    expect(html.replace(/value="[^"]*"|href="[^"]*"/g, '')).not.toContain('\u202e');
  });

  it('marks a function without a license', () => {
    expect(homePage({ ...full, functions: [listedSample({ license: '' })] })).toContain('no license');
    expect(homePage(full)).not.toContain('no license');
  });

  it('has a heading for each function under the one of the page', () => {
    const levels = elementsOf(homePage({ ...full, query: {} })).filter(({ name }) => /^h\d$/.test(name));
    expect(levels.map(({ name }) => name)).toEqual(['h1', 'h2']);
  });
});

function textOf(html: string): string {
  return html.replace(/<[^>]*>/g, '');
}
