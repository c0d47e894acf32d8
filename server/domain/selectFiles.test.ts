import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ListedFile } from './fileSource.ts';
import { selectFiles } from './selectFiles.ts';

type Entry = string | Uint8Array | { kind: ListedFile['kind'] };

function select(files: Record<string, Entry>, options: Parameters<typeof selectFiles>[1] = {}) {
  const isContent = (entry: Entry | undefined): entry is string | Uint8Array =>
    typeof entry === 'string' || entry instanceof Uint8Array;
  return selectFiles(
    {
      list: async () =>
        Object.entries(files).map(([path, entry]) => ({
          path,
          kind: isContent(entry) ? 'file' : entry.kind,
        })),
      async read(path) {
        const entry = files[path];
        return isContent(entry) ? Buffer.from(entry) : undefined;
      },
    },
    options,
  );
}

const names = (selection: Awaited<ReturnType<typeof select>>) => [...selection.files.keys()].sort();
const json = (value: unknown) => JSON.stringify(value);

describe('selectFiles', () => {
  it('takes the entrypoint, what it imports, schema, manifest, README and its images, and leaves out the rest', async () => {
    const selection = await select({
      'aerostack.json': '{}',
      'index.ts': "import './lib/a.js'; import type { T } from './types'; export * from './lib';",
      'lib/a.ts': "import data from '../data.json'; import('./b');",
      'lib/b.tsx': '',
      'lib/index.ts': '',
      'types.d.ts': '',
      'data.json': '{}',
      'src/schema.ts': "import './tables';",
      'src/tables.ts': '',
      'ReadMe.md': '![shot](docs/shot.png)',
      'docs/shot.png': 'png',
      'docs/other.png': 'png',
      'index.test.ts': "import './index';",
      'package-lock.json': '{}',
      '.gitignore': '',
      '.github/workflows/ci.yml': '',
    });
    expect(selection).toMatchObject({ entrypoint: 'index.ts', warnings: [] });
    expect(names(selection)).toEqual(
      [
        ...['aerostack.json', 'index.ts', 'lib/a.ts', 'lib/b.tsx', 'lib/index.ts', 'types.d.ts', 'data.json'],
        ...['src/schema.ts', 'src/tables.ts', 'ReadMe.md', 'docs/shot.png'],
      ].sort(),
    );
    expect(selection.leftOut).toEqual([
      '.github/workflows/ci.yml',
      '.gitignore',
      'docs/other.png',
      'index.test.ts',
      'package-lock.json',
    ]);
  });

  it.each([
    [
      'the manifest',
      { 'aerostack.json': json({ entrypoint: 'main.ts' }), 'main.ts': '', 'index.ts': '' },
      'main.ts',
    ],
    ['index.ts', { 'index.ts': '', 'src/index.ts': '' }, 'index.ts'],
    ['src/index.ts', { 'src/index.ts': '', 'src/a.ts': '' }, 'src/index.ts'],
    ['index.js', { 'index.js': '', 'a.js': '' }, 'index.js'],
    [
      'the only source file',
      { 'resize.ts': '', 'resize.test.ts': '', 'a.d.ts': '', 'vite.config.ts': '' },
      'resize.ts',
    ],
  ])('finds the entrypoint by %s', async (_, files, wanted) => {
    expect((await select(files as Record<string, string>)).entrypoint).toBe(wanted);
  });

  it('puts the entrypoint that is named before the manifest', async () => {
    const files = { 'aerostack.json': json({ entrypoint: 'a.ts' }), 'a.ts': '', 'b.ts': '' };
    const selection = await select(files, { entrypoint: 'b.ts' });
    expect(selection).toMatchObject({ entrypoint: 'b.ts', leftOut: ['a.ts'] });
  });

  it.each([
    ['no source', { 'README.md': '' }],
    ['several sources', { 'a.ts': '', 'b.ts': '' }],
    ['one that does not exist', { 'aerostack.json': json({ entrypoint: 'x.ts' }), 'a.ts': '' }],
    ['one that is no source', { 'aerostack.json': json({ entrypoint: 'a.txt' }), 'a.txt': '' }],
  ])('refuses without an entrypoint: %s', async (_, files) => {
    await expect(select(files as Record<string, string>)).rejects.toMatchObject({ code: 'NO_ENTRYPOINT' });
  });

  it('takes what include names, and its imports', async () => {
    const selection = await select({
      'aerostack.json': json({ include: ['templates/**/*.html', './extra/*.ts', 'a(b)/[id].txt'] }),
      'index.ts': '',
      'templates/a.html': '',
      'templates/b/c.html': '',
      'templates/b/c.txt': '',
      'extra/x.ts': "import '../lib';",
      'lib.ts': '',
    });
    expect(names(selection)).toEqual(
      ['aerostack.json', 'extra/x.ts', 'index.ts', 'lib.ts', 'templates/a.html', 'templates/b/c.html'].sort(),
    );
  });

  it('takes the Drizzle schema that the manifest names, and warns where it is missing', async () => {
    const files = { 'index.ts': '', 'aerostack.json': json({ drizzleSchema: 'db/tables.ts' }) };
    expect((await select(files)).warnings).toEqual([expect.stringContaining('db/tables.ts')]);
    expect(names(await select({ ...files, 'db/tables.ts': '' }))).toContain('db/tables.ts');
  });

  it('takes what TypeScript reads in place of a compiled file', async () => {
    const selection = await select({ 'index.ts': "import './a.js';", 'a.js': '', 'a.d.ts': '' });
    expect(names(selection)).toEqual(['a.d.ts', 'a.js', 'index.ts']);
  });

  it('follows imports in a circle once', async () => {
    expect(
      names(await select({ 'index.ts': "import './a';", 'a.ts': "import './index'; import './a';" })),
    ).toEqual(['a.ts', 'index.ts']);
  });

  it('follows a specifier with a query or URL encoding', async () => {
    const files = {
      'index.ts': "import './a.txt?raw'; new URL('./b%20c.txt', import.meta.url);",
      'a.txt': '',
      'b c.txt': '',
    };
    expect(names(await select(files))).toEqual(['a.txt', 'b c.txt', 'index.ts']);
  });

  it('warns of imports that lead nowhere and images that are missing', async () => {
    const { warnings, importWarnings } = await select({
      'index.ts': "import './missing';",
      'README.md': '![](no.png) ![](../x.png)',
    });
    expect([...importWarnings, ...warnings]).toEqual([
      expect.stringContaining('./missing'),
      expect.stringContaining('no.png'),
      expect.stringContaining('../x.png'),
    ]);
  });

  it.each(['../x', '..', './a/../../x', '../../../etc/passwd'])(
    'refuses an import that leaves the folder: %s',
    async (specifier) => {
      await expect(
        select({ 'index.ts': '', 'schema.ts': `export * from '${specifier}';` }),
      ).rejects.toMatchObject({
        code: 'IMPORT_OUTSIDE',
        message: expect.stringContaining(`"schema.ts" imports "${specifier}"`),
      });
    },
  );

  it.each([
    ['entrypoint', { 'index.ts': { kind: 'symlink' } }],
    ['import', { 'index.ts': "import './a';", 'a.ts': { kind: 'symlink' } }],
    ['import below a linked folder', { 'index.ts': "import './lib/a';", lib: { kind: 'symlink' } }],
    ['import of a submodule', { 'index.ts': "import './lib';", lib: { kind: 'submodule' } }],
    ['manifest', { 'index.ts': '', 'aerostack.json': { kind: 'symlink' } }],
    ['README', { 'index.ts': '', 'README.md': { kind: 'symlink' } }],
    ['image', { 'index.ts': '', 'README.md': '![](a.png)', 'a.png': { kind: 'symlink' } }],
    ['schema', { 'index.ts': '', 'src/schema.ts': { kind: 'symlink' } }],
    [
      'included',
      { 'index.ts': '', 'aerostack.json': json({ include: ['*.txt'] }), 'a.txt': { kind: 'symlink' } },
    ],
    ['device', { 'index.ts': "import './pipe';", pipe: { kind: 'other' } }],
  ] as [string, Record<string, Entry>][])(
    'refuses a link or the like among what is selected: %s',
    async (_, files) => {
      await expect(select(files)).rejects.toMatchObject({ code: 'INVALID_FILE' });
    },
  );

  it('leaves out links that nothing needs', async () => {
    const selection = await select({ 'index.ts': '', link: { kind: 'symlink' }, sub: { kind: 'submodule' } });
    expect(selection.leftOut).toEqual(['link', 'sub']);
  });

  it.each(['ünï.ts', 'con.ts', '.git/x.ts'])(
    'refuses a selected path that is not portable: %s',
    async (path) => {
      await expect(select({ 'index.ts': `import './${path}';`, [path]: '' })).rejects.toMatchObject({
        code: 'INVALID_PATH',
      });
    },
  );

  it('refuses selected paths that collide, and too many of them', async () => {
    await expect(
      select({ 'index.ts': "import './a'; import './A';", 'a.ts': '', 'A.ts': '' }),
    ).rejects.toMatchObject({
      code: 'PATH_COLLISION',
    });
    const many = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`f${index}.txt`, '']));
    const limits = { maxFiles: 10, maxFileBytes: 1_000, maxTotalBytes: 10_000 };
    const files = { ...many, 'index.ts': '', 'aerostack.json': json({ include: ['*.txt'] }) };
    await expect(select(files, { limits })).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });

  it('is done in time with hostile globs and code', async () => {
    const paths = Object.fromEntries([...'abcde'].map((letter) => [`${letter.repeat(150)}.txt`, '']));
    for (const glob of [
      `${'*a'.repeat(60)}b`,
      '(a+)+b',
      '{a,{b,{c,{d,e}}}}'.repeat(5),
      '+(+(+(a)))b',
      '**/'.repeat(40),
    ]) {
      const files = { ...paths, 'index.ts': '', 'aerostack.json': json({ include: [glob] }) };
      await select(files).catch((error) =>
        expect(['LIMIT_EXCEEDED', 'INVALID_MANIFEST']).toContain(error.code),
      );
    }
    const { importWarnings, files } = await select({ 'index.ts': '('.repeat(100_000) });
    expect(importWarnings).toEqual([expect.stringContaining('index.ts cannot be parsed')]);
    expect(files.size).toBe(1);
  });

  it('selects exactly what can be reached, and every file is either selected or left out', async () => {
    const graph = fc.array(fc.array(fc.nat(7), { maxLength: 4 }), { minLength: 8, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(graph, async (edges) => {
        const nameOf = (index: number) => (index === 0 ? 'index' : `dir${index % 2}/m${index}`);
        const up = (index: number) => (index === 0 ? './' : '../');
        const files = Object.fromEntries(
          edges.map((targets, index) => [
            `${nameOf(index)}.ts`,
            targets.map((target) => `import '${up(index)}${nameOf(target)}';`).join('\n'),
          ]),
        );
        const reached = new Set([0]);
        for (const index of reached) for (const target of edges[index] ?? []) reached.add(target);
        const selection = await select(files);
        expect(names(selection)).toEqual([...reached].map((index) => `${nameOf(index)}.ts`).sort());
        expect([...names(selection), ...selection.leftOut].sort()).toEqual(Object.keys(files).sort());
      }),
      { numRuns: 60 },
    );
  });
});
