import { describe, expect, it } from 'vitest';
import { elementsNamed, expectSoundPage } from '../../testing/parsedHtml.ts';
import { assets, diagnosticSample, draftSample, registryUrl, viewer } from '../../testing/samples.ts';
import { type DraftProps, draftPage } from './draft.tsx';

function props(changes: Partial<DraftProps> = {}): DraftProps {
  return {
    assets,
    viewer,
    draft: draftSample(),
    diagnostics: [],
    readmeHtml: '',
    privateGitUrl: `${registryUrl}/git/alice/private.git`,
    ...changes,
  };
}
const textOf = (html: string) => html.replace(/<[^>]*>/g, '');
const path = `/admin/functions/${draftSample().id}`;

describe("the owner's page of a draft", () => {
  const hrefsOf = (html: string) => elementsNamed(html, 'a').map(({ attributes }) => attributes.href);

  it('leads to its other pages, and to publishing where nothing stands in the way', () => {
    const html = draftPage(props());
    expectSoundPage(html);
    expect(hrefsOf(html)).toEqual(
      expect.arrayContaining([`${path}/edit`, `${path}/history`, `${path}/publish`, `${path}/delete`]),
    );
    expect(textOf(html)).toContain('Check and publish');
    expect(textOf(html)).toContain(`aerostack functions publish ${draftSample().id}`);
  });

  it('offers no publishing of what is published unchanged, nor of what has errors', () => {
    const unchanged = draftPage(props({ draft: draftSample({ status: 'published' }), unchanged: '1.3.0' }));
    expect(textOf(unchanged)).not.toContain('Check and publish');
    expect(textOf(unchanged)).toContain('the same as 1.3.0');
    expect(textOf(draftPage(props({ diagnostics: [diagnosticSample()] })))).not.toContain(
      'Check and publish',
    );
  });

  it('offers to delete only what was never published', () => {
    expect(hrefsOf(draftPage(props()))).toContain(`${path}/delete`);
    for (const status of ['published', 'modified'] as const) {
      const html = draftPage(props({ draft: draftSample({ status }) }));
      expect(hrefsOf(html)).not.toContain(`${path}/delete`);
      expect(html).toContain('href="/functions/alice/image-resizer"');
    }
  });

  it('says how to go on with git: a draft becomes another, a slug branch advances', () => {
    const url = `${registryUrl}/git/alice/private.git`;
    const id = draftSample().id;
    const draft = textOf(draftPage(props()));
    expect(draft).toContain(`git fetch ${url} drafts/${id}`);
    expect(draft).toContain('git switch --create image-resizer FETCH_HEAD');
    expect(draft).toContain(`git push ${url} HEAD:image-resizer`);
    const branch = 'functions/image-resizer';
    const onBranch = textOf(draftPage(props({ draft: draftSample({ branch }) })));
    expect(onBranch).toContain(`git fetch ${url} ${branch}`);
    expect(onBranch).toContain(`git push ${url} HEAD:${branch}`);
  });

  it('lists findings, errors first, each leading to its marked line', () => {
    const warning = diagnosticSample({
      severity: 'warning',
      line: 0,
      column: 0,
      path: 'aerostack.json',
      code: 'NO_LICENSE',
    });
    const html = draftPage(props({ diagnostics: [warning, diagnosticSample()] }));
    expectSoundPage(html);
    const places = elementsNamed(html, 'a').filter(
      ({ attributes }) => attributes.class === 'diagnostic-place',
    );
    expect(places.map(({ attributes }) => attributes.href)).toEqual([
      '#file-adapter.ts:3',
      '#file-aerostack.json',
    ]);
    const marked = elementsNamed(html, 'span').filter(
      ({ attributes }) => attributes.id === 'file-adapter.ts:3',
    );
    expect(marked).toHaveLength(1);
    expect(textOf(html)).toContain('1 error stands in the way');
  });

  it('leads to the editor for what the page does not show', () => {
    const html = draftPage(
      props({ diagnostics: [diagnosticSample({ path: 'gone.ts' }), diagnosticSample({ line: 9_999 })] }),
    );
    expectSoundPage(html);
  });

  it('offers nothing to publish while the checks are still running', () => {
    const html = draftPage(props({ diagnostics: undefined }));
    expectSoundPage(html);
    expect(html).toContain(`The checks are still running. <a href="${path}">Look again</a>`);
    for (const said of ['Check and publish', 'can be published', 'Nothing stands in the way'])
      expect(textOf(html)).not.toContain(said);
  });

  it('shows of long files the beginning or nothing, with the way to the editor, and stays small', () => {
    const names = Array.from({ length: 5 }, (_, at) => `${at}.ts`);
    const files = Object.fromEntries(names.map((name) => [name, '"'.repeat(1024 ** 2)]));
    const html = draftPage(props({ draft: draftSample({ files }) }));
    expectSoundPage(html);
    expect(html.length).toBeLessThan(2 * 1024 ** 2);
    expect(hrefsOf(html).filter((href) => href?.startsWith(`${path}/edit?`))).toHaveLength(5);
    expect(textOf(html)).toContain('It is not shown here.');
  });

  it('leads to the editor for a README that is not shown', () => {
    const draft = draftSample({ files: { 'readme.MD': '<' } });
    const html = draftPage(props({ draft, readmeHtml: undefined }));
    expectSoundPage(html);
    expect(hrefsOf(html)).toContain(`${path}/edit?path=readme.MD`);
  });

  it('says where nothing was found', () => {
    expect(draftPage(props())).toContain('this draft can be published');
  });

  it('names images with their size, without a link to the outside', () => {
    const html = draftPage(props({ draft: draftSample({ assets: { 'docs/a.png': 'QUJDRA==' } }) }));
    expect(textOf(html)).toContain('docs/a.pngimage4 B');
    expect(html).not.toContain('/raw/');
  });

  it('shows hostile contents as text', () => {
    const hostile = '"><script>alert(1)</script>\u202e';
    const draft = draftSample({
      name: hostile,
      description: hostile,
      license: hostile,
      files: { [hostile]: hostile },
      source: hostile,
    });
    const diagnostics = [diagnosticSample({ message: hostile, code: hostile, path: hostile, line: 1 })];
    expectSoundPage(draftPage(props({ draft, diagnostics, notice: hostile, unchanged: hostile })));
  });

  it('stays out of search engines', () => {
    expect(draftPage(props())).toContain('<meta name="robots" content="noindex"');
  });
});
