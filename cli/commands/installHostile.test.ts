import { describe, expect, it } from 'vitest';
import type { InstallManifest } from '../../server/contract/answers.ts';
import type { FakeAnswer } from '../fixtures/fakeRegistry.ts';
import { installAnswer, PNG } from '../fixtures/installAnswer.ts';
import { install, installSetup } from '../fixtures/installSetup.ts';
import { run, snapshot } from '../fixtures/testContext.ts';

const { project, serving } = installSetup();

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
    expect(result.err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e]/);
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
