import { describe, expect, it } from 'vitest';
import { elementsNamed, expectSoundPage } from '../../testing/parsedHtml.ts';
import { assets, ownSample, registryUrl, viewer } from '../../testing/samples.ts';
import { type MyFunctionsProps, myFunctionsPage } from './myFunctions.tsx';

const hostile = '"><script>alert(1)</script>\u202e';
const now = Date.parse('2026-03-16T17:05:00Z');

function page(changes: Partial<MyFunctionsProps> = {}): string {
  const functions = changes.functions ?? [ownSample()];
  const html = myFunctionsPage({
    ...{ assets, registryUrl, viewer, csrf: 'the-token', now, query: {}, page: 1, pages: 1, damaged: [] },
    ...{ functions, total: functions.length },
    ...changes,
  });
  expectSoundPage(html);
  return html;
}
const textOf = (html: string) => html.replace(/<[^>]*>/g, '');
const hrefsOf = (html: string) => elementsNamed(html, 'a').map(({ attributes }) => attributes.href);

describe("the viewer's own functions", () => {
  it('lead to each draft, to its editor and to publishing, and to the Hub where published', () => {
    const [draft] = ownSample().branches;
    const branches = [
      { ...draft!, id: 'fn_slug', kind: 'slug' as const, status: 'published' as const },
      { ...draft!, id: 'fn_2', status: 'modified' as const },
    ];
    const published = { version: '1.2.0', publishedAt: now - 3_600_000, count: 3 };
    const html = page({ functions: [ownSample({ name: hostile, branches, published, more: 4 })] });
    expect(hrefsOf(html).filter((href) => href?.startsWith('/admin/functions/'))).toEqual([
      '/admin/functions/fn_slug',
      '/admin/functions/fn_slug/edit',
      '/admin/functions/fn_2',
      '/admin/functions/fn_2/edit',
      '/admin/functions/fn_2/publish',
    ]);
    expect(hrefsOf(html)).toContain('/functions/alice/image-resizer');
    expect(hrefsOf(html)).toContain('/admin?function=image-resizer');
    const said = textOf(html);
    for (const words of ['published 1 hour ago', '3 versions', 'functions/image-resizer', '2 days ago'])
      expect(said).toContain(words);
  });

  it('begin with how to start one', () => {
    const html = page({ functions: [] });
    expect(textOf(html)).toContain('Nothing is here yet.');
    expect(hrefsOf(html)).toContain('/admin/new');
  });

  it('say how to push with git, where there is something and where there is nothing', () => {
    for (const functions of [[], [ownSample()]])
      for (const line of ['aerostack functions push', 'aerostack remote add', 'git push aerostack main'])
        expect(textOf(page({ functions }))).toContain(line);
  });

  it('keep the filters where nothing is found and from page to page', () => {
    const query = { search: hostile, status: 'draft', source: 'git' };
    const none = page({ functions: [], query });
    expect(textOf(none)).toContain('None of your functions is like that');
    const chosen = elementsNamed(none, 'option').filter(({ attributes }) => 'selected' in attributes);
    expect(chosen.map(({ attributes }) => attributes.value)).toEqual(['draft', 'git']);
    const paged = hrefsOf(page({ query: { status: 'draft' }, page: 2, pages: 3 }));
    expect(paged).toEqual(expect.arrayContaining(['/admin?status=draft', '/admin?status=draft&page=3']));
  });

  it('name branches that cannot be read', () => {
    expect(textOf(page({ damaged: ['drafts/fn_9'] }))).toMatch(/One branch cannot be read.*drafts\/fn_9/);
    expect(textOf(page({ functions: [], damaged: ['drafts/fn_9'] }))).not.toContain('Nothing is here yet');
  });
});
