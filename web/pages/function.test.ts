import { describe, expect, it } from 'vitest';
import { renderReadme } from '../markdown.ts';
import { elementsNamed, expectSoundPage } from '../testing/parsedHtml.ts';
import { assets, functionSample, needsSample, registryUrl, versionSample } from '../testing/samples.ts';
import { type FunctionProps, functionPage } from './function.tsx';

function props(changes: Partial<FunctionProps> = {}): FunctionProps {
  return {
    assets,
    registryUrl,
    fn: functionSample(),
    versions: [versionSample('1.2.0'), versionSample('1.1.0')],
    readmeHtml: '<h2 id="readme-hello">Hello</h2>',
    needs: needsSample(),
    exports: [],
    files: [
      { path: 'docs/before.png', size: 48_213, isImage: true },
      { path: 'index.ts', size: 1_400, isImage: false },
    ],
    entrypoint: 'index.ts',
    ...changes,
  };
}
const textOf = (html: string) => html.replace(/<[^>]*>/g, '');
const hrefsOf = (html: string) => elementsNamed(html, 'a').map(({ attributes }) => attributes.href);

describe('the page of a function', () => {
  it('says how to install it, newest or pinned', () => {
    const html = functionPage(props());
    expectSoundPage(html);
    expect(textOf(html)).toContain('aerostack functions install alice/image-resizer');
    expect(textOf(html)).toContain('aerostack functions install alice/image-resizer@1.2.0');
  });

  it('shows its facts', () => {
    const text = textOf(functionPage(props()));
    for (const fact of [
      'MIT',
      'media',
      'images',
      'cloudflare-worker',
      '12 Mar 2026',
      '1,280 installs',
      '41 stars',
    ]) {
      expect(text).toContain(fact);
    }
    expect(text).toContain(functionSample().tree);
  });

  it('shows what it needs, or that it needs nothing', () => {
    const text = textOf(functionPage(props()));
    for (const need of ['hono@^4.0.0', 'IMAGES_BUCKET', '/api/images', 'resizer', 'schema.ts'])
      expect(text).toContain(need);
    const nothing = {
      npmDependencies: [],
      envVars: [],
      routePath: '',
      routeExport: '',
      drizzleSchema: '',
    };
    expect(textOf(functionPage(props({ needs: nothing })))).toContain('Nothing: no npm packages');
  });

  it('puts the README in as it was rendered', () => {
    expect(functionPage(props())).toContain('<h2 id="readme-hello">Hello</h2>');
    expect(functionPage(props({ readmeHtml: '' }))).toContain('This function has no README.');
  });

  it('leads to the source of each file, to an image itself, and marks the entrypoint', () => {
    const html = functionPage(props());
    const base = 'alice/image-resizer@1.2.0';
    expect(hrefsOf(html)).toEqual(
      expect.arrayContaining([`/functions/${base}/source/index.ts`, `/raw/${base}/docs/before.png`]),
    );
    expect(textOf(html)).toContain('entrypoint1.4 KiB');
    expect(textOf(html)).toContain('48.5 KiB in 2 files');
  });

  it('tells what can be imported, and leads to where it is declared', () => {
    const line = {
      name: 'resize',
      kind: 'function' as const,
      summary: 'Resizes.',
      path: 'adapter.ts',
      line: 3,
    };
    const html = functionPage(
      props({ exports: [{ ...line, signature: 'function resize(a: Image): Image' }] }),
    );
    expectSoundPage(html);
    expect(textOf(html)).toContain('function resize(a: Image): ImageResizes.');
    expect(hrefsOf(html)).toContain('/functions/alice/image-resizer@1.2.0/source/adapter.ts#L3');
  });

  it('tells how to clone it, to download it, and what identifies it', () => {
    const html = functionPage(props());
    expect(textOf(html)).toContain('git clone https://functions.example.org/git/alice.git');
    expect(hrefsOf(html)).toContain('/functions/alice/image-resizer@1.2.0/archive.tar.gz');
    expect(hrefsOf(html)).toContain('/functions/alice/image-resizer/feed.atom');
  });

  it('says of versions that were taken down why, in their place, and leads to no page of them', () => {
    const gone = {
      version: '1.10.0',
      date: '2026-03-12T09:30:00.000Z',
      publisher: 'alice',
      tree: 'f'.repeat(40),
    };
    const takenDown = [{ ...gone, takenDownAt: '2026-03-13T09:30:00.000Z', reason: 'holds <b>a token</b>' }];
    const html = functionPage(
      props({ versions: [versionSample('2.0.0'), versionSample('1.2.0')], takenDown }),
    );
    expectSoundPage(html);
    expect(textOf(html)).toMatch(/2\.0\.0.*1\.10\.0taken down13 Mar 2026: holds .*1\.2\.0/s);
    expect(html).toContain('&lt;b>a token');
    expect(hrefsOf(html).filter((href) => href?.includes('1.10.0'))).toEqual([]);
  });

  it('offers the other versions in a form that works by itself', () => {
    const form = elementsNamed(functionPage(props()), 'form').find(
      ({ attributes }) => attributes.action === '/functions/alice/image-resizer',
    );
    expect(form?.attributes.method).toBe('get');
  });

  it('has one address for the newest version, and one for each older', () => {
    const canonicalOf = (version: string) =>
      elementsNamed(functionPage(props({ fn: functionSample({ version }) })), 'link').find(
        ({ attributes }) => attributes.rel === 'canonical',
      )?.attributes.href;
    expect(canonicalOf('1.2.0')).toBe(`${registryUrl}/functions/alice/image-resizer`);
    expect(canonicalOf('1.1.0')).toBe(`${registryUrl}/functions/alice/image-resizer@1.1.0`);
  });

  it('leads to the page of each version', () => {
    const html = functionPage(props());
    expect(hrefsOf(html)).toContain('/functions/alice/image-resizer@1.1.0');
    const current = elementsNamed(html, 'a').filter(
      ({ attributes }) => attributes.href === '/functions/alice/image-resizer@1.2.0',
    );
    expect(current[0]?.attributes['aria-current']).toBe('page');
  });

  it('shows hostile metadata as text, everywhere', () => {
    const hostile = '"><script>alert(1)</script>\u202e';
    const fn = functionSample({
      ...{ name: hostile, description: hostile, license: hostile, category: hostile, runtime: hostile },
      ...{ language: hostile, tags: [hostile], tree: hostile, published_at: hostile, version: hostile },
      ...{ author_username: hostile, slug: hostile },
    });
    const needs = needsSample({
      npmDependencies: [hostile],
      envVars: [hostile],
      routePath: hostile,
      routeExport: hostile,
    });
    const html = functionPage(
      props({
        ...{ fn, needs, readmeHtml: renderReadme(hostile, noBase) },
        exports: [
          { name: hostile, kind: 'type', signature: `${hostile} `, summary: hostile, path: hostile, line: 1 },
        ],
        files: [{ path: hostile, size: 1, isImage: false }],
        mistakenFor: { author: hostile, slug: hostile },
      }),
    );
    expectSoundPage(html);
  });
});

describe('its warnings', () => {
  it('stay away where all is well', () => {
    expect(functionPage(props())).not.toContain('class="notice');
  });

  it('tell that there is no license', () => {
    expect(functionPage(props({ fn: functionSample({ license: '' }) }))).toContain('names no license');
  });

  it('tell a prerelease, and lead to the release', () => {
    const versions = [versionSample('2.0.0-beta.1'), versionSample('1.2.0')];
    const html = functionPage(props({ fn: functionSample({ version: '2.0.0-beta.1' }), versions }));
    expect(html).toContain('is a prerelease');
    expect(textOf(html)).toContain('See 1.2.0');
  });

  it('tell that the name looks like another', () => {
    const html = functionPage(props({ mistakenFor: { author: 'bob', slug: 'image-resiser' } }));
    expect(textOf(html)).toContain('Do not mistake this for bob/image-resiser');
  });

  it('tell that there is a newer version, by its number and not its date', () => {
    const versions = [versionSample('1.0.5'), versionSample('1.10.0'), versionSample('1.9.0')];
    const html = functionPage(props({ fn: functionSample({ version: '1.0.5' }), versions }));
    expect(textOf(html)).toContain('This is not the newest version. See 1.10.0.');
    expect(functionPage(props({ fn: functionSample({ version: '1.10.0' }), versions }))).not.toContain(
      'not the newest',
    );
  });
});

const noBase = { resolveImage: () => undefined, resolveLink: () => undefined };
