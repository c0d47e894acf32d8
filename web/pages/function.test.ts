import { describe, expect, it } from 'vitest';
import { renderReadme } from '../markdown.ts';
import { elementsNamed, expectSoundPage } from '../testing/parsedHtml.ts';
import { assets, functionSample, installSample, registryUrl, versionSample } from '../testing/samples.ts';
import { type FunctionProps, functionPage } from './function.tsx';

function props(changes: Partial<FunctionProps> = {}): FunctionProps {
  return {
    assets,
    registryUrl,
    fn: functionSample(),
    versions: [versionSample('1.2.0'), versionSample('1.1.0')],
    readmeHtml: '<h2 id="readme-hello">Hello</h2>',
    install: installSample(),
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
      assets: [],
    };
    expect(textOf(functionPage(props({ install: nothing })))).toContain('Nothing: no npm packages');
  });

  it('puts the README in as it was rendered', () => {
    expect(functionPage(props())).toContain('<h2 id="readme-hello">Hello</h2>');
    expect(functionPage(props({ readmeHtml: '' }))).toContain('This function has no README.');
  });

  it('shows each file, escaped, with a link to its bytes, the entrypoint first and open', () => {
    const files = { 'a b.ts': 'const a = "</code><script>alert(1)</script>";\n', 'index.ts': 'export {};\n' };
    const html = functionPage(props({ fn: functionSample({ files }) }));
    expectSoundPage(html);
    const shown = elementsNamed(html, 'details').map(({ attributes }) => [
      attributes.id,
      'open' in attributes,
    ]);
    expect(shown).toEqual([
      ['file-index.ts', true],
      ['file-a%20b.ts', false],
    ]);
    expect(html).toContain('const a = &quot;&lt;/code&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;;');
    expect(hrefsOf(html)).toContain('/raw/alice/image-resizer@1.2.0/a%20b.ts');
    expect(hrefsOf(html)).toContain('/raw/alice/image-resizer@1.2.0/docs/before.png');
  });

  it('leads to the page of each version', () => {
    const html = functionPage(props());
    expect(hrefsOf(html)).toContain('/functions/alice/image-resizer@1.1.0');
    const current = elementsNamed(html, 'a').filter(({ attributes }) => attributes.href?.endsWith('@1.2.0'));
    expect(current[0]?.attributes['aria-current']).toBe('page');
  });

  it('shows hostile metadata as text, everywhere', () => {
    const hostile = '"><script>alert(1)</script>\u202e';
    const fn = functionSample({
      ...{ name: hostile, description: hostile, license: hostile, category: hostile, runtime: hostile },
      ...{ language: hostile, tags: [hostile], tree: hostile, published_at: hostile, version: hostile },
      ...{ author_username: hostile, slug: hostile, entrypoint: hostile, files: { [hostile]: hostile } },
    });
    const install = installSample({
      npmDependencies: [hostile],
      envVars: [hostile],
      routePath: hostile,
      routeExport: hostile,
    });
    const html = functionPage(
      props({ fn, install, readmeHtml: renderReadme(hostile, noBase), registryUrl: hostile }),
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
