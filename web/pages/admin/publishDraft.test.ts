import { describe, expect, it } from 'vitest';
import { elementsNamed, expectSoundPage } from '../../testing/parsedHtml.ts';
import { assets, diagnosticSample, draftSample, viewer } from '../../testing/samples.ts';
import { type PublishDraftProps, publishDraftPage } from './publishDraft.tsx';

const hostile = '"><script>alert(1)</script>\u202e';

function page(changes: Partial<PublishDraftProps> = {}): string {
  const { id, slug, name, version, commit } = draftSample();
  const html = publishDraftPage({
    ...{ assets, viewer, csrf: 'the-token', draft: { id, slug, name, version, status: 'draft' }, commit },
    ...{ newest: '1.2.0', states: true, chosen: '1.2.1', exact: '', allowSecrets: false },
    choices: [
      { kind: 'patch', version: '1.2.1' },
      { kind: 'minor', version: '1.3.0' },
    ],
    ...{ cautions: [], diagnostics: [], files: [], view: 'unified', coarse: false },
    ...changes,
  });
  expectSoundPage(html);
  return html;
}
const textOf = (html: string) => html.replace(/<[^>]*>/g, '');
const inputsOf = (html: string, type: string) =>
  elementsNamed(html, 'input').filter(({ attributes }) => attributes.type === type);

describe('the page that publishes a draft', () => {
  it('has no form while the checks are still running', () => {
    const html = page({ diagnostics: undefined });
    expect(html).toContain('The checks are still running.');
    expect(html).not.toContain('name="version"');
  });

  it('offers the versions with the one that fits chosen, and publishes the commit on the page alone', () => {
    const html = page({
      judgement: { level: 'patch', reasons: ['It stays the same'] },
      taken: '1.2.0' as never,
    });
    const radios = inputsOf(html, 'radio').map(({ attributes }) => [
      attributes.value,
      'checked' in attributes,
    ]);
    expect(radios).toEqual([
      ['1.2.1', true],
      ['1.3.0', false],
      ['exact', false],
    ]);
    const hidden = inputsOf(html, 'hidden').map(({ attributes }) => [attributes.name, attributes.value]);
    expect(hidden).toContainEqual(['commit', draftSample().commit]);
    expect(textOf(html)).toContain('Since 1.2.0, the change looks like a patch one:It stays the same.');
    expect(textOf(html)).toContain('aerostack.json states 1.2.0, which is published already');
  });

  it('keeps what was chosen and typed', () => {
    const html = page({ chosen: 'exact', exact: '2.0.0-rc', error: 'It is no version.' });
    expect(inputsOf(html, 'text').at(-1)?.attributes.value).toBe('2.0.0-rc');
    const checked = inputsOf(html, 'radio').filter(({ attributes }) => 'checked' in attributes);
    expect(checked.map(({ attributes }) => attributes.value)).toEqual(['exact']);
  });

  it('asks for a deliberate word where something looks like a secret', () => {
    expect(inputsOf(page(), 'checkbox')).toEqual([]);
    const secret = diagnosticSample({ code: 'SECRET' });
    const box = inputsOf(page({ diagnostics: [secret] }), 'checkbox')[0]!;
    expect(box.attributes.name).toBe('allowSecrets');
    expect('checked' in box.attributes).toBe(false);
  });

  it('offers nothing where errors stand in the way, or where nothing has changed', () => {
    for (const html of [page({ diagnostics: [diagnosticSample()] }), page({ unchanged: '1.2.0' })])
      expect(inputsOf(html, 'radio')).toEqual([]);
    expect(textOf(page({ unchanged: '1.1.0' }))).toContain('The newest version is 1.2.0');
  });

  it('says what would be undone, and shows hostile words as text', () => {
    const html = page({
      draft: { id: hostile, slug: 'x', name: hostile, version: hostile },
      cautions: [hostile],
      judgement: { level: 'major', reasons: [hostile] },
      exact: hostile,
      error: hostile,
    });
    expect(textOf(html)).toContain('alert(1)');
  });
});
