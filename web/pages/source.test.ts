import { describe, expect, it } from 'vitest';
import { elementsNamed, expectSoundPage } from '../testing/parsedHtml.ts';
import { assets, registryUrl } from '../testing/samples.ts';
import { type BlameProps, blamePage } from './blame.tsx';
import { type CompareProps, comparePage } from './compare.tsx';
import { historyPage } from './history.tsx';
import { sourceFilePage } from './sourceFile.tsx';
import { sourceTreePage } from './sourceTree.tsx';

const frame = { assets, registryUrl };
const place = { author: 'alice', slug: 'greeter', version: '1.1.0' };
const versions = ['1.1.0', '1.0.0'];
const HOSTILE = '"><img src=x onerror=alert(1)>\u202e.ts';
const source = { lines: ['a', 'b'], total: 2, cut: false };
const hrefsOf = (html: string) => elementsNamed(html, 'a').map(({ attributes }) => attributes.href);

describe('the pages of a source', () => {
  it('write hostile paths out, in text and in links', () => {
    const files = [{ path: `lib/${HOSTILE}`, size: 3 }];
    const tree = sourceTreePage({ ...frame, place, versions, folder: '', files, entrypoint: files[0]!.path });
    const file = sourceFilePage({ ...frame, place, versions, files, path: files[0]!.path, size: 3, source });
    for (const html of [tree, file]) {
      expectSoundPage(html);
      expect(html).not.toContain('\u202e');
      expect(hrefsOf(html)).toContain(
        `/functions/alice/greeter@1.1.0/source/lib/${encodeURIComponent(HOSTILE)}`,
      );
    }
  });

  it('number lines by links, and tell of what is not shown', () => {
    const html = sourceFilePage({
      ...{ ...frame, place, versions, files: [], path: 'a.ts', size: 3 },
      source: { ...source, cut: true, total: 3, ends: 'CRLF' },
    });
    expectSoundPage(html);
    expect(hrefsOf(html)).toEqual(expect.arrayContaining(['#L1', '#L2', '/raw/alice/greeter@1.1.0/a.ts']));
    expect(html).toContain('Only the beginning is shown');
    expect(html).toContain('CRLF');
  });
});

describe('the page of a blame', () => {
  const date = '2026-03-12T09:30:00.000Z';
  const props: BlameProps = {
    ...{ ...frame, place, versions, path: 'a.ts', size: 3, source, capped: false, coarse: false },
    origins: [
      { version: '1.0.0', date },
      { version: '1.1.0', date },
    ],
  };

  it('groups lines by the version that brought them', () => {
    const html = blamePage(props);
    expectSoundPage(html);
    expect(hrefsOf(html)).toEqual(
      expect.arrayContaining(['/functions/alice/greeter@1.0.0', '/functions/alice/greeter@1.1.0', '#L2']),
    );
    expect(html).not.toContain('class="notice');
  });

  it('says what it does not know', () => {
    for (const [doubt, words] of [
      [{ origins: undefined }, 'to tell in good time'],
      [{ capped: true }, 'were not looked at'],
      [{ coarse: true }, 'were not compared closely'],
    ] as const) {
      const html = blamePage({ ...props, ...doubt });
      expectSoundPage(html);
      expect(html).toContain(words);
    }
  });
});

it('the page of a history tells what each version changed, and where there is more', () => {
  const row = { date: '2026-03-12T09:30:00.000Z', publisher: 'alice' };
  const files = { added: 1, removed: 2, changed: 0, renamed: 0 };
  const html = historyPage({
    ...{ ...frame, place, path: '', total: 9, next: '0.9.0', capped: true },
    rows: [
      { ...row, version: '1.1.0', previous: '1.0.0', files },
      { ...row, version: '1.0.0', files },
    ],
  });
  expectSoundPage(html);
  for (const words of ['3 files changed', '1 added', '2 removed', 'first version', 'were not looked at'])
    expect(html).toContain(words);
  expect(hrefsOf(html)).toEqual(
    expect.arrayContaining([
      '/functions/alice/greeter/compare/1.0.0...1.1.0',
      '/functions/alice/greeter@1.1.0/history?from=0.9.0',
    ]),
  );
});

describe('the page of a comparison', () => {
  const diff = {
    hunks: [
      {
        rows: [
          { kind: 'same' as const, before: 1, after: 1 },
          { kind: 'removed' as const, before: 2 },
          { kind: 'added' as const, after: 2 },
        ],
      },
    ],
    lines: { before: ['a', 'b &lt; c'], after: ['a', '<span class="tk-string">d</span>'] },
  };
  const props: CompareProps = {
    ...{ ...frame, author: 'alice', slug: 'greeter', from: '1.0.0', to: '1.1.0', versions, view: 'unified' },
    coarse: true,
    files: [
      { kind: 'changed', path: 'a.ts', isImage: false, counts: { added: 1, removed: 1 }, diff },
      {
        kind: 'renamed',
        path: HOSTILE,
        from: `old/${HOSTILE}`,
        isImage: false,
        counts: { added: 0, removed: 0 },
      },
      { kind: 'changed', path: 'p.png', isImage: true },
      { kind: 'added', path: 'large.ts', isImage: false },
      {
        kind: 'added',
        path: 'empty.ts',
        isImage: false,
        diff: { hunks: [], lines: { before: [], after: [] } },
      },
    ],
  };

  it('has every file, in both layouts, with its lines, pictures or the reason why not', () => {
    for (const view of ['unified', 'split'] as const) {
      const html = comparePage({ ...props, view });
      expectSoundPage(html);
      expect(html).not.toContain('\u202e');
      for (const words of [
        'b &lt; c',
        'otherwise the same',
        'too much to show',
        'is empty',
        'not compared closely',
      ])
        expect(html).toContain(words);
      const sources = elementsNamed(html, 'img').map(({ attributes }) => attributes.src);
      expect(sources).toEqual(['/raw/alice/greeter@1.0.0/p.png', '/raw/alice/greeter@1.1.0/p.png']);
      expect(html.match(/class="diff-code|diff-code /g)?.length).toBe(view === 'split' ? 4 : 3);
    }
  });
});
