import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PortablePath, Slug } from '../../server/contract/names.ts';
import { parseLeniently } from '../../server/domain/parseSource.ts';
import { type RoutedService, routeLines, wireRoute } from './wireRoute.ts';

const service = (more: Partial<Record<keyof RoutedService, string>> = {}): RoutedService => ({
  name: 'image-resizer' as Slug,
  entrypoint: 'index.ts' as PortablePath,
  routeExport: 'resizer',
  routePath: '/resize',
  ...(more as Partial<RoutedService>),
});

const markers = '// aerostack:imports\n// aerostack:routes\n';

describe('wireRoute', () => {
  it('binds another name where the export is taken, or is no name', () => {
    const wired = (before: string, routeExport = 'resizer') =>
      wireRoute(before + markers, service({ routeExport }));
    expect(wired('const resizer = 1;\n')).toContain(
      "import { resizer as imageResizerResizer } from '../services/image-resizer/index';",
    );
    expect(wired('const resizer = 1;\n')).toContain("app.route('/resize', imageResizerResizer);");
    expect(wired('f(resizer, imageResizerResizer);\n')).toContain('resizer as imageResizerResizer2');
    expect(wired('', 'default')).toContain('import { default as imageResizerRoute }');
    expect(wired('', 'class')).toContain('import { class as imageResizerClass }');
  });

  it('starts no name with a digit', () => {
    expect(routeLines(service({ name: '3d-view', routeExport: 'default' })).importLine).toBe(
      "import { default as _3dViewRoute } from '../services/3d-view/index';",
    );
  });

  it.each([
    ["import a from './a.ts';\n", 'index.ts', '/index.ts'],
    ["import a from './a.js';\n", 'index.ts', '/index.js'],
    ["import a from './a';\n", 'src/index.tsx', '/src/index'],
    ["import a from 'a.ts';\n", 'index.mts', '/index.mjs'],
    ['', 'index.js', '/index.js'],
  ])('writes the module as the other imports of the file: %j, %s', (before, entrypoint, wanted) => {
    expect(wireRoute(before + markers, service({ entrypoint }))).toContain(
      `'../services/image-resizer${wanted}'`,
    );
  });

  it('keeps tabs, CRLF and a last line without an end', () => {
    const source = '// aerostack:imports\r\nconst app = new Hono(); {\r\n\t// aerostack:routes';
    expect(wireRoute(`${source}\r\n}`, service())).toBe(
      "// aerostack:imports\r\nimport { resizer } from '../services/image-resizer/index';\r\nconst app = new Hono(); {\r\n\t// aerostack:routes\r\n\tapp.route('/resize', resizer);\r\n}",
    );
    expect(wireRoute('// aerostack:imports\r\n// aerostack:routes', service())).toMatch(
      /routes\r\napp\.route\(.*\);$/,
    );
  });

  it.each([
    '',
    '// aerostack:imports\n',
    '// aerostack:routes\n',
    'const a = "// aerostack:imports\\n// aerostack:routes\\n";',
    'const a = `\n// aerostack:imports\n// aerostack:routes\n`;',
    '/* aerostack:imports */ /* aerostack:routes */',
    `${markers}<<<<<<< HEAD\n`,
  ])('finds no place in %j', (source) => {
    expect(wireRoute(source, service())).toBeUndefined();
  });

  it('wires every service once, whatever the order and however often', () => {
    const names = fc.array(fc.constantFrom('a', 'b', 'c-d', 'resizer'), { minLength: 1, maxLength: 8 });
    const context = fc.tuple(
      fc.constantFrom('', 'const resizer = 1;\n', "import x from './x.ts';\n"),
      fc.constantFrom('\n', '\r\n'),
    );
    fc.assert(
      fc.property(names, context, (order, [before, eol]) => {
        const source = (before + markers).replaceAll('\n', eol);
        let text = source;
        for (const name of order) text = wireRoute(text, service({ name, routePath: `/${name}` })) ?? '';
        for (const name of new Set(order)) {
          expect(text.split(`'../services/${name}/`)).toHaveLength(2);
          expect(text.split(`app.route('/${name}', `)).toHaveLength(2);
        }
        expect(parseLeniently('index.ts', text)?.errors).toEqual([]);
        const added = text.split(eol).filter((line) => /services\/|app\.route/.test(line));
        expect(
          text
            .split(eol)
            .filter((line) => !added.includes(line))
            .join(eol),
        ).toBe(source);
      }),
      { numRuns: 100 },
    );
  });
});
