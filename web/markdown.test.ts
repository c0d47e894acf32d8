import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderReadme, renderReadmeInColours } from './markdown.ts';
import type { ReadmeBase } from './readmeLinks.ts';
import { DISGUISES } from './testing/disguises.ts';
import { elementsNamed, expectInert } from './testing/parsedHtml.ts';

const base: ReadmeBase = {
  resolveImage: (path) => (path.endsWith('.png') ? `/raw/alice/fn@1.0.0/${path}` : undefined),
  resolveLink: (path) => (path === 'missing.ts' ? undefined : `/raw/alice/fn@1.0.0/${path}`),
};
const render = (markdown: string) => renderReadme(markdown, base);

describe('what a README may show', () => {
  it('renders tables, strikethrough, lists, quotes and code', () => {
    const html = render(
      '| a | b |\n|--:|---|\n| 1 | ~~2~~ |\n\n> quote\n\n1. `code`\n\n```ts\nlet a = 1 < 2;\n```',
    );
    expect(html).toContain('<div class="table-scroll" tabindex="0" role="group" aria-label="Table"><table>');
    expect(html).toContain('<td class="align-right">1</td>');
    expect(html).toContain('<s>2</s>');
    expect(html).toContain('<blockquote>');
    expect(html).toContain('<pre tabindex="0"><code>let a = 1 &lt; 2;\n</code></pre>');
  });

  it('shows task lists without form fields', () => {
    const html = render('- [x] done\n- [ ] open\n- [y] neither');
    expect(html).toContain('<li class="task">☑ done</li>');
    expect(html).toContain('<li class="task">☐ open</li>');
    expect(html).toContain('<li>[y] neither</li>');
  });

  it('shifts headings down by one and never below h6', () => {
    const html = render('# One\n## Two\n###### Six');
    expect(html).toBe(
      '<h2 id="readme-one">One</h2>\n<h3 id="readme-two">Two</h3>\n<h6 id="readme-six">Six</h6>\n',
    );
  });

  it('gives headings of the same words ids of their own', () => {
    const ids = elementsNamed(render('# Use `it` now!\n# Use it now\n# Éàü\n# !!!'), 'h2').map(
      ({ attributes }) => attributes.id,
    );
    expect(ids).toEqual(['readme-use-it-now', 'readme-use-it-now-1', 'readme-éàü', 'readme-section']);
  });

  it('leads links to its own headings to the prefixed ids', () => {
    expect(render('[x](#Use-It)')).toContain('<a href="#readme-use-it">x</a>');
  });

  it('is empty for a README of nothing but space', () => {
    expect(render(' \n\t\n')).toBe('');
  });

  it('writes out characters in code that cannot be seen', () => {
    expect(render('`a\u202eb`\n\n```\nc\u2066d\n```')).toContain('<code>a\\u202eb</code>');
    expect(render('```\nc\u2066d\n```')).toContain('c\\u2066d');
  });
});

describe('code in colours', () => {
  const coloured = async (markdown: string) => {
    const asked: [string, string][] = [];
    const html = await renderReadmeInColours(markdown, base, async (code, language) => {
      asked.push([code, language]);
      return ['<span class="tk-keyword">let</span> a', '<b onclick="alert(1)">&lt;</b>'];
    });
    return { html, asked };
  };

  it('is asked for where a block names its language, and is cleaned like the rest', async () => {
    const { html, asked } = await coloured(
      '```ts title="a.ts"\nlet a\n```\n\n```\nplain\n```\n\n    indented\n',
    );
    expect(asked).toEqual([['let a\n', 'ts']]);
    expect(html).toContain('<code><span class="tk-keyword">let</span> a\n&lt;\n</code>');
    expect(html).toContain('<code>plain\n</code>');
    expectInert(html);
  });

  it('ends where it would take too long', async () => {
    const { html, asked } = await coloured(
      `\`\`\`ts\n${'a'.repeat(60_000)}\n\`\`\`\n${'\n```ts\nb\n```\n'.repeat(60)}`,
    );
    expect(asked).toHaveLength(40);
    expect(html).toContain('aaaa');
  });
});

describe('links', () => {
  it('keeps http, https and mailto, without referrer', () => {
    for (const url of ['https://example.com/a?b=c', 'http://example.com', 'mailto:a@example.com']) {
      const [link] = elementsNamed(render(`[x](${url})`), 'a');
      expect(link?.attributes).toEqual({ href: url, rel: 'nofollow noopener noreferrer' });
    }
  });

  it.each([
    ['src/index.ts', '/raw/alice/fn@1.0.0/src/index.ts'],
    ['./src/./index.ts', '/raw/alice/fn@1.0.0/src/index.ts'],
    ['src/../index.ts?plain=1', '/raw/alice/fn@1.0.0/index.ts'],
    ['/docs/a.md#part', '/raw/alice/fn@1.0.0/docs/a.md#part'],
  ])('resolves %s inside the version', (href, expected) => {
    expect(elementsNamed(render(`[x](${href})`), 'a')[0]?.attributes.href).toBe(expected);
  });

  it.each([
    'missing.ts',
    '../other/index.ts',
    'a/../../b',
    '//example.com/a',
    'ftp://example.com',
    '%ff',
    '.',
  ])('leaves only the words of a link to %s', (href) => {
    expect(render(`[words](${href})`)).toBe('<p>words</p>\n');
  });

  it('follows a resolver nowhere but to this origin', () => {
    for (const url of [
      'https://evil.example/',
      '//evil.example/',
      '/\\evil.example/',
      'javascript:alert(1)',
    ]) {
      const html = renderReadme('[x](a) ![y](b.png)', { resolveLink: () => url, resolveImage: () => url });
      expect(html).toBe('<p>x y</p>\n');
    }
  });
});

describe('images', () => {
  it('shows those of the version', () => {
    const [image] = elementsNamed(render('![Before](docs/before.png)'), 'img');
    expect(image?.attributes).toEqual({
      src: '/raw/alice/fn@1.0.0/docs/before.png',
      alt: 'Before',
      loading: 'lazy',
    });
  });

  it('turns one from elsewhere into a link of its words', () => {
    const html = render('![A photo](https://example.com/a.png)');
    expect(html).toBe(
      '<p><a href="https://example.com/a.png" rel="nofollow noopener noreferrer">A photo</a></p>\n',
    );
  });

  it('keeps only the words of one inside a link, so that links never nest', () => {
    const html = render('[![build](https://example.com/badge.svg)](https://ci.example.com)');
    expect(html).toBe(
      '<p><a href="https://ci.example.com" rel="nofollow noopener noreferrer">build</a></p>\n',
    );
  });

  it('keeps only the words of one that the version does not have', () => {
    expect(render('![words](nowhere.svg)')).toBe('<p>words</p>\n');
  });
});

describe('hostile READMEs', () => {
  it.each(DISGUISES)('runs and loads nothing of %j', (markdown) => {
    expectInert(render(markdown));
  });

  it('runs and loads nothing of any mixture of them', () => {
    const part = fc.oneof(
      fc.constantFrom(...DISGUISES),
      fc.constantFrom(
        '[',
        '](',
        ')',
        '<',
        '>',
        '"',
        "'",
        '`',
        '![',
        '\n',
        '\n\n',
        '> ',
        '- ',
        '# ',
        '|',
        '&#',
        ';',
        '\\',
        '*',
        ' ',
      ),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => expectInert(render(parts.join('')))),
      { numRuns: 400 },
    );
  });

  it('names nothing of the page around it: every id begins with readme-', () => {
    for (const { attributes } of elementsNamed(render('# main\n# install\n# __proto__'), 'h2')) {
      expect(attributes.id).toMatch(/^readme-/);
    }
  });

  it('shows one that is too long as it was written', () => {
    const html = render(`# <b>${'x'.repeat(96 * 1024)}`);
    expect(html).toMatch(/^<pre tabindex="0"><code># &lt;b&gt;x+<\/code><\/pre>\n$/);
  });

  it('does not multiply a long destination or title that is referred to often', () => {
    const uses = '[a]'.repeat(20_000);
    const url = `https://example.com/${'x'.repeat(900)}`;
    expect(render(`[a]: ${url}\n\n${uses}`).length).toBeLessThan(2_000_000);
    expect(render(`[a]: https://example.com "${'t'.repeat(20_000)}"\n\n${uses}`).length).toBeLessThan(
      3_000_000,
    );
  });

  it('does not nest elements as deep as its marks ask for', () => {
    const html = render('*a '.repeat(10_000) + ' a*'.repeat(10_000));
    expect(html.split('<em>').length - 1).toBeLessThanOrEqual(40);
    expect(html.split('<em>').length).toBe(html.split('</em>').length);
  });
});
