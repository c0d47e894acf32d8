import { describe, expect, it } from 'vitest';
import { elementsNamed, expectSoundPage } from '../testing/parsedHtml.ts';
import { assets, listedSample, registryUrl, viewer } from '../testing/samples.ts';
import { homePage } from './home.tsx';

const empty = { assets, registryUrl, functions: [], total: 0 };
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
  });

  it('refers to no file but those it was given', () => {
    expect(elementsNamed(homePage({ ...full, assets: { css: '/a.css', icon: '/b.svg' } }), 'link')).toEqual([
      { name: 'link', attributes: { rel: 'icon', type: 'image/svg+xml', href: '/b.svg' } },
      { name: 'link', attributes: { rel: 'stylesheet', href: '/a.css' } },
      { name: 'link', attributes: { rel: 'canonical', href: `${registryUrl}/` } },
      {
        name: 'link',
        attributes: {
          ...{ rel: 'alternate', type: 'application/atom+xml', href: '/feed.atom' },
          title: 'New versions of all functions',
        },
      },
    ]);
  });

  it('leads to each category, and says how much is in it', () => {
    const html = homePage({ ...full, categories: [{ name: 'media', count: 7 }] });
    expectSoundPage(html);
    expect(html).toContain('href="/functions?category=media"');
    expect(textOf(html)).toContain('media7 functions');
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

function textOf(html: string): string {
  return html.replace(/<[^>]*>/g, '');
}
