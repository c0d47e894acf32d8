import { describe, expect, it } from 'vitest';
import { installAnswer } from '../fixtures/installAnswer.ts';
import { install, installSetup } from '../fixtures/installSetup.ts';
import { makeContext, snapshot, writeFiles } from '../fixtures/testContext.ts';
import type { InstallStep } from '../install/applyInstall.ts';
import { install as installCommand } from './install.ts';

const { project, serving } = installSetup();

const texts = { 'index.ts': 'export const route = 1;\n', 'schema.ts': 'export const users = 1;\n' };
const extra = (slug: string) => ({
  ...{ routeExport: 'route', routePath: `/${slug}`, drizzleSchema: 'schema.ts' },
  ...{ envVars: ['TOKEN', `${slug.toUpperCase()}_KEY`], npmDependencies: ['hono@^4', slug] },
});
const answer = (slug: string, version = '1.0.0') =>
  installAnswer({ slug, version, texts: { ...texts, 'version.ts': `'${version}';\n` } }, extra(slug));
const sources = {
  'src/index.ts': '// aerostack:imports\r\n// aerostack:routes\r\n',
  'src/db/schema.ts': 'export const users = 1;',
  '.dev.vars': 'A=1',
  '.env.example': '# mine\r\n',
  'aerostack.toml': '# mine',
};

describe('several functions at once', () => {
  it('are all installed, wired and registered, over one another', async () => {
    const root = await project(sources);
    const registry = await serving(['a', 'b', 'c'].map((slug) => answer(slug)));
    const { code, err } = await install(root, registry, 'a', 'b', 'c');
    expect(code).toBe(0);
    const found = await snapshot(root);
    expect(found['src/index.ts']?.match(/app\.route\('\/[abc]', \w+\);\r\n/g)).toHaveLength(3);
    expect(found['src/db/schema.ts']).toBe(
      [
        'export const users = 1;',
        ...['a', 'b', 'c'].map(
          (slug) => `export { users as ${slug}Users } from '../../services/${slug}/schema';`,
        ),
        '',
      ].join('\n'),
    );
    expect(err).toContain('exports "users" already; that of services/b is "bUsers" there.\n');
    expect(found['.dev.vars']).toBe(
      'A=1\n\n# alice/a\nTOKEN=\nA_KEY=\n\n# alice/b\nB_KEY=\n\n# alice/c\nC_KEY=\n',
    );
    expect(found['aerostack.toml']?.match(/^name = "[abc]"$/gm)).toHaveLength(3);
    expect(err).toContain("npm packages to install: 'hono@^4' a b c\n");
  });

  const broken: [string, (root: string) => Promise<unknown>][] = [
    ['one is not there', async () => undefined],
    ['one is taken', (root) => writeFiles(root, { 'services/c/mine.ts': 'mine' })],
    ['one was changed', (root) => writeFiles(root, { 'services/c/index.ts': 'mine' })],
  ];
  it.each(broken)('leave the project as it was where %s', async (what, spoil) => {
    const root = await project(sources);
    if (what === 'one was changed') await install(root, await serving([answer('c')]), 'c');
    await spoil(root);
    const before = await snapshot(root);
    const registry = await serving(
      ['a', 'b', ...(what === 'one is not there' ? [] : ['c'])].map((slug) => answer(slug, '1.1.0')),
    );
    expect(await install(root, registry, 'a', 'b', 'c')).toMatchObject({ code: 5, out: '' });
    expect(await snapshot(root)).toEqual(before);
  });

  const counts: Partial<Record<InstallStep, number>> = { stage: 3, staged: 3, aside: 1, swap: 3 };
  const steps: InstallStep[] = [
    'stage',
    'staged',
    'aside',
    'swap',
    'entry',
    'schema',
    'devVars',
    'envExample',
    'toml',
  ];
  const failures = steps.flatMap((step) =>
    Array.from({ length: counts[step] ?? 1 }, (_, index) => [step, index + 1] as const),
  );
  it.each(failures)('leave the project as it was where writing fails: %s, time %i', async (step, time) => {
    const root = await project(sources);
    const registry = await serving([answer('a'), answer('b'), answer('b', '1.1.0'), answer('c')]);
    await install(root, registry, 'b@1.0.0');
    const before = await snapshot(root);
    let seen = 0;
    const atStep = (at: InstallStep) => {
      if (at === step) seen += 1;
      if (at === step && seen === time) throw new Error('disk full');
    };
    const context = { ...makeContext(root), flags: { registry: registry.url } };
    const names = ['alice/a', 'alice/b@1.1.0', 'alice/c'];
    await expect(installCommand(names, {}, context, { atStep })).rejects.toThrow('disk full');
    expect(await snapshot(root)).toEqual(before);
    expect(await install(root, registry, ...names)).toMatchObject({ code: 0 });
    expect((await snapshot(root))['services/b/version.ts']).toBe("'1.1.0';\n");
  });

  it('are told file by file on --dry-run, with nothing written', async () => {
    const root = await project(sources);
    const old = installAnswer(
      { slug: 'b', texts: { ...texts, 'gone.ts': '' } },
      { drizzleSchema: 'schema.ts' },
    );
    await install(root, await serving([old]), 'b');
    const before = await snapshot(root);
    const registry = await serving([answer('a'), answer('b', '1.1.0')]);
    const { code, out, err } = await install(root, registry, 'a', 'b', '--dry-run', '--install-deps');
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      'Would install alice/a@1.0.0 in services/a',
      ...['index.ts', 'schema.ts', 'version.ts', 'aerostack-manifest.json'].map(
        (path) => `  new       services/a/${path}`,
      ),
      '  changed   src/index.ts',
      '  changed   src/db/schema.ts',
      '  changed   .dev.vars',
      '  changed   .env.example',
      '  changed   aerostack.toml',
      'Would install alice/b@1.1.0 in services/b, in place of 1.0.0',
      '  unchanged services/b/index.ts',
      '  unchanged services/b/schema.ts',
      '  new       services/b/version.ts',
      '  changed   services/b/aerostack-manifest.json',
      '  removed   services/b/gone.ts',
      '  changed   src/index.ts',
      '  unchanged src/db/schema.ts',
      '  changed   .dev.vars',
      '  changed   .env.example',
      '  changed   aerostack.toml',
      '',
    ]);
    expect(err).toContain('Environment variables to set: TOKEN, B_KEY\n');
    expect(err).toContain('Would add their names to .dev.vars and .env.example.\n');
    expect(err).toContain("Would run: npm install -- 'hono@^4' a b\n");
    expect(await snapshot(root)).toEqual(before);
    expect(registry.seen.map(({ headers }) => headers['x-aerostack-install'])).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('answer with JSON of one shape, planned or installed', async () => {
    const root = await project(sources);
    const registry = await serving([answer('a')]);
    const planned = JSON.parse((await install(root, registry, 'a', '--dry-run', '--json')).out);
    const installed = JSON.parse((await install(root, registry, 'a', '--json')).out);
    const again = JSON.parse((await install(root, registry, 'a', '--json')).out);
    const file = (path: string, change: string) => ({ path, change });
    const one = {
      ...{ name: 'a', author: 'alice', slug: 'a', version: '1.0.0', from: null, tree: answer('a').tree },
      action: 'install',
      files: [
        ...['index.ts', 'schema.ts', 'version.ts', 'aerostack-manifest.json'].map((path) =>
          file(`services/a/${path}`, 'new'),
        ),
        ...['src/index.ts', 'src/db/schema.ts', '.dev.vars', '.env.example', 'aerostack.toml'].map((path) =>
          file(path, 'changed'),
        ),
      ],
      changed: expect.arrayContaining(['services/a/index.ts', '.dev.vars', 'aerostack.toml']),
      toAdd: [],
      notes: [expect.stringContaining('aUsers')],
      npmDependencies: ['hono@^4', 'a'],
      envVars: ['TOKEN', 'A_KEY'],
    };
    const npm = { manager: 'npm', missing: ['hono@^4', 'a'], installed: [] };
    expect(planned).toEqual({ planned: [one], npm });
    expect(installed).toEqual({ installed: [one], npm });
    expect(again.installed[0]).toMatchObject({ action: 'none', from: '1.0.0', changed: [], notes: [] });
    expect(Object.keys(again.installed[0])).toEqual(Object.keys(one));
    expect(again.npm).toEqual({ ...npm, missing: [] });
    const empty = await project();
    expect(JSON.parse((await install(empty, registry, '--json')).out)).toEqual({
      installed: [],
      npm: { ...npm, missing: [] },
    });
  });

  it('cannot act on the terminal by what their files and manifests say', async () => {
    const root = await project({ 'src/db/schema.ts': 'export const ü = 1;' });
    const hostile = installAnswer(
      { texts: { 'index.ts': 'x\n', 'schema.ts': 'export const ü = "\\u001b[2J", z\u200d = 1;\n' } },
      {
        name: 'x\u001b[2J\u202e',
        description: '\u001b]0;x\u0007',
        drizzleSchema: 'schema.ts',
        envVars: ['A'],
      },
    );
    const registry = await serving([hostile]);
    for (const flags of [['--dry-run'], ['--json', '--dry-run'], ['--verbose'], ['--json']]) {
      const { code, out, err } = await install(root, registry, 'image-resizer', ...flags);
      expect(code).toBe(0);
      expect(out + err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e]/);
    }
  });
});
