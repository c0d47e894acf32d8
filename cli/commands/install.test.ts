import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { InstallManifest } from '../../server/contract/answers.ts';
import { type FakeAnswer, type FakeRegistry, startFakeRegistry } from '../fixtures/fakeRegistry.ts';
import { installAnswer, PNG } from '../fixtures/installAnswer.ts';
import { makeFolder, removeFolders, run, snapshot, writeFiles } from '../fixtures/testContext.ts';

const folders: string[] = [];
const registries: FakeRegistry[] = [];

afterEach(async () => {
  await removeFolders(folders.splice(0));
  for (const registry of registries.splice(0)) await registry.close();
});

async function project(files: Record<string, string | Uint8Array> = {}): Promise<string> {
  const root = await makeFolder({ 'package.json': '{}\n', ...files });
  folders.push(root);
  return root;
}

/** Serves manifests by `author/slug` or `slug`, and images. */
async function serving(
  manifests:
    | readonly (InstallManifest | FakeAnswer)[]
    | ((path: string, version: string | null) => FakeAnswer | undefined),
  assets: Record<string, Uint8Array> = {},
): Promise<FakeRegistry> {
  const registry = await startFakeRegistry(({ path, query }) => {
    if (path.startsWith('/raw/')) {
      const bytes = assets[path.split('/').slice(4).join('/')];
      return bytes && { bytes };
    }
    if (typeof manifests === 'function') return manifests(path, query.get('version'));
    for (const one of manifests) {
      if (!('slug' in one)) return one;
      const wanted = query.get('version');
      const named =
        path.endsWith(`/${one.author}/${one.slug}/install`) || path.endsWith(`/install/${one.slug}`);
      if (named && (wanted === null || wanted === one.version)) return { json: one };
    }
    return undefined;
  });
  registries.push(registry);
  return registry;
}

const install = (root: string, registry: FakeRegistry, ...names: string[]) =>
  run(root, ['functions', 'install', '--registry', registry.url, ...names]);

describe('functions install', () => {
  it('writes the files, the record and aerostack.toml', async () => {
    const root = await project();
    const answer = installAnswer(
      { assets: { 'docs/shot.png': PNG } },
      { npmDependencies: ['hono@^4', 'zod'], envVars: ['TOKEN'] },
    );
    const registry = await serving([answer], { 'docs/shot.png': PNG });
    const result = await install(root, registry, 'alice/image-resizer');
    expect(result).toMatchObject({
      code: 0,
      out: 'Installed alice/image-resizer@1.0.0 in services/image-resizer\n',
    });
    expect(result.err).toContain('npm packages to install: hono@^4 zod\n');
    expect(result.err).toContain('Environment variables to set: TOKEN\n');
    const found = await snapshot(root);
    expect(Object.keys(found)).toEqual([
      'aerostack.toml',
      'package.json',
      ...['aerostack-manifest.json', 'aerostack.json', 'docs/shot.png', 'index.ts', 'src/resize.ts'].map(
        (path) => `services/image-resizer/${path}`,
      ),
    ]);
    expect(found['aerostack.toml']).toBe(
      [
        '[[services]]',
        'name = "image-resizer"',
        'main = "services/image-resizer/index.ts"',
        'source = "alice/image-resizer"',
        'version = "1.0.0"',
        `tree = "${answer.tree}"`,
        '',
      ].join('\n'),
    );
    expect(JSON.parse(found['services/image-resizer/aerostack-manifest.json']!)).toEqual({
      ...{ name: 'Image resizer', slug: 'image-resizer', version: '1.0.0', author: 'alice' },
      ...{
        routeExport: '',
        routePath: '',
        npmDependencies: ['hono@^4', 'zod'],
        envVars: ['TOKEN'],
        drizzleSchema: '',
      },
      ...{ commit: answer.commit, tree: answer.tree, installedAt: '2024-01-02T03:04:05.000Z' },
    });
    expect(Buffer.from(found['services/image-resizer/docs/shot.png']!, 'latin1')).toEqual(PNG);
    expect(registry.seen[0]?.headers['x-aerostack-install']).toBe('1');
  });

  it('says so and changes nothing where the same tree is installed', async () => {
    const root = await project();
    const registry = await serving([installAnswer()]);
    await install(root, registry, 'image-resizer');
    const before = await snapshot(root);
    const again = await install(root, registry, 'image-resizer');
    expect(again).toMatchObject({ code: 0, out: expect.stringContaining('already installed') });
    expect(await snapshot(root)).toEqual(before);
  });

  it('replaces an unmodified older version, and no file of it stays', async () => {
    const root = await project();
    const old = installAnswer({ texts: { 'index.ts': 'export {};\n', 'gone.ts': 'export {};\n' } });
    const next = installAnswer({ version: '1.1.0' });
    const registry = await serving([old, next]);
    await install(root, registry, 'alice/image-resizer@1.0.0');
    const result = await install(root, registry, 'alice/image-resizer@1.1.0');
    expect(result.out).toBe(
      'Installed alice/image-resizer@1.1.0 in services/image-resizer, in place of 1.0.0\n',
    );
    const found = await snapshot(root);
    expect(Object.keys(found).filter((path) => path.includes('gone') || path.includes('/.'))).toEqual([]);
    expect(found['aerostack.toml']).toContain(`version = "1.1.0"\ntree = "${next.tree}"\n`);
    expect(found['aerostack.toml']?.match(/\[\[services\]\]/g)).toHaveLength(1);
  });

  it.each(['alice/image-resizer@1.1.0', 'alice/image-resizer@1.0.0'])(
    'never overwrites a locally changed file: %s',
    async (name) => {
      const root = await project();
      const registry = await serving([installAnswer(), installAnswer({ version: '1.1.0' })]);
      await install(root, registry, 'alice/image-resizer@1.0.0');
      await writeFiles(root, { 'services/image-resizer/index.ts': 'mine\n' });
      const before = await snapshot(root);
      const refused = await install(root, registry, name);
      expect(refused).toMatchObject({ code: 5, out: '', err: expect.stringContaining('LOCAL_CHANGES') });
      expect(await snapshot(root)).toEqual(before);
      expect(await install(root, registry, name, '--force')).toMatchObject({ code: 0 });
      expect((await snapshot(root))['services/image-resizer/index.ts']).not.toBe('mine\n');
    },
  );

  it.each(['added.ts', 'src/added/deep.ts'])('takes an added file for a local change: %s', async (path) => {
    const root = await project();
    const registry = await serving([installAnswer(), installAnswer({ version: '1.1.0' })]);
    await install(root, registry, 'alice/image-resizer@1.0.0');
    await writeFiles(root, { [`services/image-resizer/${path}`]: 'mine\n' });
    expect(await install(root, registry, 'alice/image-resizer@1.1.0')).toMatchObject({ code: 5 });
  });

  it('refuses the same slug of another author, and installs it under another name', async () => {
    const root = await project();
    const bobs = installAnswer({ author: 'bob', texts: { 'index.ts': 'export const bob = 1;\n' } });
    const registry = await serving([installAnswer(), bobs]);
    await install(root, registry, 'alice/image-resizer');
    const before = await snapshot(root);
    const refused = await install(root, registry, 'bob/image-resizer');
    expect(refused).toMatchObject({ code: 5, err: expect.stringMatching(/TAKEN_LOCALLY[\s\S]*--as <name>/) });
    expect(await snapshot(root)).toEqual(before);
    expect(await install(root, registry, 'bob/image-resizer', '--as', 'bobs')).toMatchObject({ code: 0 });
    const found = await snapshot(root);
    expect(found['services/bobs/index.ts']).toBe('export const bob = 1;\n');
    expect(found['aerostack.toml']).toContain(
      'name = "bobs"\nmain = "services/bobs/index.ts"\nsource = "bob/image-resizer"',
    );
    expect(await install(root, registry, 'bob/image-resizer')).toMatchObject({
      out: 'bob/image-resizer@1.0.0 is already installed in services/bobs\n',
    });
  });

  it.each([[], ['--force']])('leaves a folder of the user alone %j', async (...force) => {
    const root = await project({ 'services/image-resizer/mine.ts': 'mine\n' });
    const before = await snapshot(root);
    const registry = await serving([installAnswer()]);
    expect(await install(root, registry, 'image-resizer', ...force)).toMatchObject({ code: 5 });
    expect(await snapshot(root)).toEqual(before);
  });

  it('leaves a service of the user with the same name alone', async () => {
    const root = await project({
      'aerostack.toml': '[[services]]\nname = "image-resizer"\nmain = "src/own.ts"\n',
    });
    const before = await snapshot(root);
    expect(await install(root, await serving([installAnswer()]), 'image-resizer')).toMatchObject({ code: 5 });
    expect(await snapshot(root)).toEqual(before);
  });

  it('restores what aerostack.toml lists, exactly as locked', async () => {
    const root = await project();
    const answers = [
      installAnswer(),
      installAnswer({ author: 'bob', slug: 'mailer', version: '2.0.0-beta.1' }),
    ];
    const registry = await serving(answers);
    await install(root, registry, 'alice/image-resizer', 'bob/mailer');
    const wanted = await snapshot(root);
    await removeFolders([join(root, 'services')]);
    expect(await install(root, registry)).toMatchObject({ code: 0 });
    expect(await snapshot(root)).toEqual(wanted);
  });

  it('refuses to restore a version whose tree has become another', async () => {
    const root = await project();
    await install(root, await serving([installAnswer()]), 'alice/image-resizer');
    await removeFolders([join(root, 'services')]);
    const before = await snapshot(root);
    const other = await serving([installAnswer({ texts: { 'index.ts': 'evil\n' } })]);
    expect(await install(root, other)).toMatchObject({
      code: 1,
      err: expect.stringContaining('TREE_MISMATCH'),
    });
    expect(await install(root, other, 'alice/image-resizer')).toMatchObject({ code: 1 });
    expect(await snapshot(root)).toEqual(before);
  });

  it('writes nothing at all where one of several cannot be had', async () => {
    const root = await project();
    const before = await snapshot(root);
    const registry = await serving([installAnswer()]);
    expect(await install(root, registry, 'alice/image-resizer', 'alice/missing')).toMatchObject({ code: 5 });
    expect(await snapshot(root)).toEqual(before);
  });

  it('prints the plan on --dry-run, changes nothing and is not counted', async () => {
    const root = await project();
    const before = await snapshot(root);
    const registry = await serving([installAnswer()]);
    const result = await install(root, registry, 'image-resizer', '--dry-run');
    expect(result.out).toContain('Would install alice/image-resizer@1.0.0 in services/image-resizer\n');
    expect(result.out).toContain('  services/image-resizer/src/resize.ts\n');
    expect(result.out).toContain('  aerostack.toml\n');
    expect(await snapshot(root)).toEqual(before);
    expect(registry.seen[0]?.headers['x-aerostack-install']).toBeUndefined();
  });

  it('sends no key', async () => {
    const root = await project({ 'aerostack.toml': 'api_key = "ac_toml"\n' });
    const registry = await serving([installAnswer()]);
    const env = { AEROSTACK_API_KEY: 'ac_env' };
    const result = await run(root, ['functions', 'install', 'image-resizer', '--registry', registry.url], {
      env,
    });
    expect(result).toMatchObject({ code: 0, err: expect.stringContaining('api_key') });
    expect(JSON.stringify(registry.seen)).not.toMatch(/ac_(toml|env)/);
  });

  it('answers with JSON', async () => {
    const root = await project();
    const { out } = await install(root, await serving([installAnswer()]), 'image-resizer', '--json');
    expect(JSON.parse(out)).toMatchObject({
      installed: [{ name: 'image-resizer', author: 'alice', action: 'install' }],
    });
  });
});

describe('wiring', () => {
  const routed = () => installAnswer({}, { routeExport: 'resizer', routePath: '/api/resize' });
  const entry = (eol: string) =>
    [
      "import { Hono } from 'hono';",
      '// aerostack:imports',
      '',
      'const app = new Hono();',
      '  // aerostack:routes',
      'export default app;',
      '',
    ].join(eol);

  it.each(['\n', '\r\n'])('adds import and route once after the markers, with line ends %j', async (eol) => {
    const root = await project({ 'src/index.ts': entry(eol) });
    const registry = await serving([
      routed(),
      installAnswer({ version: '1.1.0' }, { routeExport: 'resizer', routePath: '/api/resize' }),
    ]);
    await install(root, registry, 'alice/image-resizer@1.0.0');
    const wanted = [
      "import { Hono } from 'hono';",
      '// aerostack:imports',
      "import { resizer } from '../services/image-resizer/index';",
      '',
      'const app = new Hono();',
      '  // aerostack:routes',
      "  app.route('/api/resize', resizer);",
      'export default app;',
      '',
    ].join(eol);
    expect(await readFile(join(root, 'src/index.ts'), 'utf8')).toBe(wanted);
    await install(root, registry, 'alice/image-resizer@1.1.0');
    expect(await readFile(join(root, 'src/index.ts'), 'utf8')).toBe(wanted);
  });

  it('prints the lines to add where there are no markers', async () => {
    const root = await project({ 'src/index.ts': 'export default 1;\n' });
    const { err } = await install(root, await serving([routed()]), 'image-resizer');
    expect(err).toContain(
      "Add to src/index.ts:\n  import { resizer } from '../services/image-resizer/index';\n  app.route('/api/resize', resizer);\n",
    );
    expect(await readFile(join(root, 'src/index.ts'), 'utf8')).toBe('export default 1;\n');
  });

  it('does not edit a source file behind a symbolic link', async () => {
    const root = await project({ 'elsewhere/index.ts': entry('\n') });
    await symlink('elsewhere', join(root, 'src'));
    const { code, err } = await install(root, await serving([routed()]), 'image-resizer');
    expect(code).toBe(0);
    expect(err).toContain('Add to src/index.ts:');
    expect(await readFile(join(root, 'elsewhere/index.ts'), 'utf8')).toBe(entry('\n'));
  });

  it("adds the re-export of the function's tables once", async () => {
    const root = await project({ 'src/db/schema.ts': "export * from './users';" });
    const texts = { 'index.ts': 'export {};\n', 'schema.ts': 'export const images = 1;\n' };
    const registry = await serving([
      installAnswer({ texts }, { drizzleSchema: 'schema.ts' }),
      installAnswer({ texts: { ...texts, 'more.ts': '' }, version: '1.1.0' }, { drizzleSchema: 'schema.ts' }),
    ]);
    await install(root, registry, 'alice/image-resizer@1.0.0');
    await install(root, registry, 'alice/image-resizer@1.1.0');
    expect(await readFile(join(root, 'src/db/schema.ts'), 'utf8')).toBe(
      "export * from './users';\nexport * from '../../services/image-resizer/schema';\n",
    );
  });
});

describe('a hostile registry', () => {
  const withFile = (path: string) => installAnswer({ texts: { 'index.ts': 'export {};\n', [path]: 'x\n' } });
  const hostile: [string, InstallManifest][] = [
    ...[
      ...[
        '../x',
        '/etc/x',
        '..\\x',
        'C:x',
        'a//b',
        './x',
        'x/',
        'a\nb',
        'a\0b',
        'con',
        'a/nul.ts',
        '.git/config',
        '.GIT/x',
      ],
      ...[
        '.gitattributes',
        'x.',
        'x ',
        ' x',
        'git~1',
        '\u200d.git',
        'ünï.ts',
        'aerostack-manifest.json',
        'a/AEROSTACK-manifest.json',
      ],
      ...['Index.ts', 'index.ts/x', '$(id)', 'a`b', 'x'.repeat(200)],
    ].map((path): [string, InstallManifest] => [`path ${JSON.stringify(path)}`, withFile(path)]),
    ...['../evil', 'Image-Resizer', 'image-resizer\n', 'x"]\n[evil]', 'other'].map(
      (slug): [string, InstallManifest] => [
        `slug ${JSON.stringify(slug)}`,
        installAnswer({}, { slug, tag: `${slug}@1.0.0` }),
      ],
    ),
    ...['bob', '../bob', 'alice"', ''].map((author): [string, InstallManifest] => [
      `author ${JSON.stringify(author)}`,
      installAnswer({}, { author }),
    ]),
    ...['1.0', 'latest', '1.0.0"\n', '1.0.0+x', ''].map((version): [string, InstallManifest] => [
      `version ${JSON.stringify(version)}`,
      installAnswer({}, { version, tag: `image-resizer@${version}` }),
    ]),
    ...['a-b', 'x}', 'x; process.exit()', '1x', 'é', "x'"].map((routeExport): [string, InstallManifest] => [
      `routeExport ${JSON.stringify(routeExport)}`,
      installAnswer({}, { routeExport, routePath: '/x' }),
    ]),
    ...["/x'); evil('", '/x\n', 'x', '/x\\', '/`', '/"'].map((routePath): [string, InstallManifest] => [
      `routePath ${JSON.stringify(routePath)}`,
      installAnswer({}, { routeExport: 'x', routePath }),
    ]),
    ...[
      ...[
        '--registry=http://evil',
        '-g',
        '../x',
        './x',
        '/x',
        'https://evil/x.tgz',
        'git+ssh://x',
        'file:../x',
        'x@file:..',
      ],
      ...[
        'x; rm -rf ~',
        'x && y',
        'x|y',
        '$(id)',
        '`id`',
        'x@1 || curl evil',
        'x@1 > f',
        'x@https://e',
        'x y',
        'X\u001b[2J',
        'x@npm:y',
      ],
    ].map((name): [string, InstallManifest] => [
      `npm dependency ${JSON.stringify(name)}`,
      installAnswer({}, { npmDependencies: [name] }),
    ]),
    ...['A B', 'A=1', '1A', 'A\n', '$A', 'A;B'].map((name): [string, InstallManifest] => [
      `environment variable ${JSON.stringify(name)}`,
      installAnswer({}, { envVars: [name] }),
    ]),
    ...['../schema.ts', 'missing.ts', '/schema.ts'].map((drizzleSchema): [string, InstallManifest] => [
      `drizzleSchema ${JSON.stringify(drizzleSchema)}`,
      installAnswer({}, { drizzleSchema }),
    ]),
    ...['../index.ts', 'missing.ts', ''].map((entrypoint): [string, InstallManifest] => [
      `entrypoint ${JSON.stringify(entrypoint)}`,
      installAnswer({}, { entrypoint }),
    ]),
    ['tree that is none', installAnswer({}, { tree: '../x' })],
    ['commit that is none', installAnswer({}, { commit: 'x"' })],
    ['tag of another version', installAnswer({}, { tag: 'image-resizer@2.0.0' })],
    ['asset outside', installAnswer({}, { assets: [{ path: '../x.png', oid: 'a'.repeat(40), size: 1 }] })],
    [
      'asset over a file',
      installAnswer({}, { assets: [{ path: 'INDEX.ts', oid: 'a'.repeat(40), size: 1 }] }),
    ],
    ['text that is not well-formed', installAnswer({ texts: { 'index.ts': 'a\0b' } })],
  ];

  it.each(hostile)('is refused with nothing written: %s', async (_, answer) => {
    const root = await project({
      'src/index.ts': '// aerostack:imports\n// aerostack:routes\n',
      'aerostack.toml': 'name = "p"\n',
    });
    const before = await snapshot(root);
    const registry = await serving(() => ({ json: answer }));
    const result = await install(root, registry, 'alice/image-resizer');
    expect(result).toMatchObject({ code: 1, out: '', err: expect.stringContaining('UNSAFE_MANIFEST') });
    expect(result.err).not.toMatch(/[^\n\x20-\x7e…]/);
    expect(await snapshot(root)).toEqual(before);
  });

  it('is refused where the version does not fit what was asked for', async () => {
    const root = await project();
    const registry = await serving(() => ({ json: installAnswer({ version: '3.0.0' }) }));
    expect(await install(root, registry, 'alice/image-resizer@^1.0.0')).toMatchObject({ code: 1 });
    expect(await install(root, registry, 'alice/image-resizer@1.0.0')).toMatchObject({ code: 1 });
  });

  const good = installAnswer();
  const faults: [string, FakeAnswer, string][] = [
    ['500', { status: 500, json: { error: 'oops', code: 'INTERNAL' } }, 'INTERNAL'],
    ['500 of a proxy', { status: 502, bytes: Buffer.from('<html>') }, 'BAD_ANSWER'],
    ['hang', { hang: true }, 'NETWORK'],
    ['truncated JSON', { json: good, truncate: true }, 'NETWORK'],
    ['half a JSON', { bytes: Buffer.from('{"slug": ') }, 'BAD_ANSWER'],
    ['another shape', { json: { files: 'x' } }, 'BAD_ANSWER'],
    ['another tree', { json: { ...good, tree: 'd'.repeat(40) } }, 'TREE_MISMATCH'],
    [
      'another oid',
      { json: { ...good, files: good.files.map((file) => ({ ...file, oid: 'd'.repeat(40) })) } },
      'TREE_MISMATCH',
    ],
    [
      'redirect in a circle',
      { status: 302, headers: { location: '/api/community/functions/alice/image-resizer/install' } },
      'BAD_ANSWER',
    ],
  ];

  it.each(faults)('ends with exit code 1 and nothing written: %s', async (_, answer, code) => {
    const root = await project();
    const before = await snapshot(root);
    const registry = await serving(() => answer);
    const argv = ['functions', 'install', 'alice/image-resizer', '--registry', registry.url];
    const result = await run(root, argv, { timeout: 300 });
    expect(result).toMatchObject({ code: 1, err: expect.stringContaining(code) });
    expect(await snapshot(root)).toEqual(before);
  });

  it('is refused where an image has other bytes', async () => {
    const root = await project();
    const before = await snapshot(root);
    const registry = await serving([installAnswer({ assets: { 'a.png': PNG } })], {
      'a.png': Buffer.from('other'),
    });
    expect(await install(root, registry, 'image-resizer')).toMatchObject({
      code: 1,
      err: expect.stringContaining('TREE_MISMATCH'),
    });
    expect(await snapshot(root)).toEqual(before);
  });

  it('cannot act on the terminal by what it says', async () => {
    const root = await project();
    const registry = await serving(() => ({
      status: 404,
      json: {
        error: 'x\u001b[2J\u202e\u009b1m\r',
        code: 'NOT_FOUND',
        hint: '\u001b]0;x\u0007',
        details: [null, { path: '\u001b', message: 1 }],
      },
    }));
    const { err, code } = await install(root, registry, 'image-resizer');
    expect(code).toBe(5);
    expect(err).toContain('x\\u001b[2J\\u202e\\u009b1m\\u000d');
    expect(err).not.toMatch(/[^\n\x20-\x7e]/);
  });
});

describe('a project that cannot be written safely', () => {
  it.each(['services', 'services/image-resizer'])(
    'is left alone where %s is a symbolic link',
    async (path) => {
      const root = await project({ 'elsewhere/keep.txt': 'keep' });
      await mkdir(join(root, 'services'), { recursive: true });
      if (path === 'services') await removeFolders([join(root, 'services')]);
      await symlink(join(root, 'elsewhere'), join(root, path));
      const before = await snapshot(root);
      const result = await install(root, await serving([installAnswer()]), 'image-resizer', '--force');
      expect(result).toMatchObject({ code: 5, err: expect.stringContaining('UNSAFE_TARGET') });
      expect(await snapshot(root)).toEqual(before);
    },
  );

  it('is left alone where aerostack.toml is a symbolic link', async () => {
    const root = await project({ 'other.toml': 'x = 1\n' });
    await symlink('other.toml', join(root, 'aerostack.toml'));
    const before = await snapshot(root);
    expect(await install(root, await serving([installAnswer()]), 'image-resizer')).toMatchObject({ code: 5 });
    expect(await snapshot(root)).toEqual(before);
  });

  it.each(['[broken', 'services = []\n', '[services]\nx = 1\n', '"__proto__" = 1\n', 'a = 1\na = 2\n'])(
    'is left alone where aerostack.toml holds %j',
    async (toml) => {
      const root = await project({ 'aerostack.toml': toml });
      const before = await snapshot(root);
      const result = await install(root, await serving([installAnswer()]), 'image-resizer');
      expect(result).toMatchObject({ code: 1, err: expect.stringContaining('PROJECT_FILE') });
      expect(await snapshot(root)).toEqual(before);
    },
  );

  it('is left alone where aerostack.toml is not UTF-8', async () => {
    const root = await project({ 'aerostack.toml': Buffer.from([0x23, 0xff, 0x0a]) });
    const before = await snapshot(root);
    expect(await install(root, await serving([installAnswer()]), 'image-resizer')).toMatchObject({ code: 1 });
    expect(await snapshot(root)).toEqual(before);
  });

  it('is put back where a write fails', async () => {
    const root = await project({ 'src/index.ts': '// aerostack:imports\n// aerostack:routes\n' });
    // A folder where the temporary file is to be renamed to.
    await writeFile(join(root, 'services'), 'a file');
    const before = await snapshot(root);
    expect(await install(root, await serving([installAnswer()]), 'image-resizer')).toMatchObject({ code: 5 });
    expect(await snapshot(root)).toEqual(before);
  });
});
