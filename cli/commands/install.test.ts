import { readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { installAnswer, PNG } from '../fixtures/installAnswer.ts';
import { install, installSetup } from '../fixtures/installSetup.ts';
import { removeFolders, run, snapshot, writeFiles } from '../fixtures/testContext.ts';

const { project, serving } = installSetup();

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
    expect(result.err).toContain("npm packages to install: 'hono@^4' zod\n");
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

  it('says which project it works on where that is further up', async () => {
    const root = await project({ 'deep/er/notes.md': '' });
    const registry = await serving([installAnswer()]);
    const below = await install(join(root, 'deep/er'), registry, 'alice/image-resizer');
    expect(below).toMatchObject({ code: 0, err: expect.stringContaining(`In the project ${root}:\n`) });
    expect((await install(root, registry, 'alice/image-resizer')).err).not.toContain('In the project');
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
