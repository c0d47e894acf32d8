import { EventEmitter } from 'node:events';
import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { installAnswer } from '../fixtures/installAnswer.ts';
import { installSetup } from '../fixtures/installSetup.ts';
import { makeContext, run, snapshot, writeFiles } from '../fixtures/testContext.ts';
import { install as installCommand } from './install.ts';

const { project, serving } = installSetup();

/** A package manager that writes down its arguments, one a line, and where and with which key it ran. */
const FAKE = `#!/bin/sh
printf '%s\\n' "$0" "$@" > "$PWD/ran.txt"
printf 'key:%s\\n' "$AEROSTACK_API_KEY" >> "$PWD/ran.txt"
printf 'added \\033[31mred\\033[0m\\n'
printf 'careful\\n' >&2
exit \${EXIT_CODE:-0}
`;

/** Installs with `--install-deps` where only fake package managers are on the PATH. */
async function installWith(
  files: Record<string, string>,
  options: { packages?: string[]; managers?: string[]; env?: Record<string, string>; flags?: string[] } = {},
) {
  const root = await project(files);
  const bin = await project();
  for (const manager of options.managers ?? ['npm', 'pnpm', 'yarn', 'bun']) {
    await writeFiles(bin, { [manager]: FAKE });
    await chmod(join(bin, manager), 0o755);
  }
  const npmDependencies = options.packages ?? ['hono@^4', '@scope/pkg', 'zod@>=3 <5'];
  const registry = await serving([installAnswer({}, { npmDependencies })]);
  const argv = ['functions', 'install', 'image-resizer', '--registry', registry.url, '--install-deps'];
  const env = { PATH: bin, AEROSTACK_API_KEY: 'ac_secret', ...options.env };
  const again = (...flags: string[]) => run(root, [...argv, ...flags], { env });
  const result = await again(...(options.flags ?? []));
  const ran = await readFile(join(root, 'ran.txt'), 'utf8').catch(() => undefined);
  return { ...result, root, bin, ran: ran?.trimEnd().split('\n'), again };
}

describe('functions install --install-deps', () => {
  const packages = ['hono@^4', '@scope/pkg', 'zod@>=3 <5'];
  it.each([
    ['npm', {}, ['install', '--']],
    ['npm', { 'package-lock.json': '{}' }, ['install', '--']],
    ['pnpm', { 'pnpm-lock.yaml': '' }, ['add', '--']],
    ['yarn', { 'yarn.lock': '' }, ['add', '--']],
    ['bun', { 'bun.lock': '' }, ['add']],
    ['bun', { 'bun.lockb': '' }, ['add']],
    [
      'yarn',
      { 'package.json': '{"packageManager": "yarn@4.0.0"}', 'package-lock.json': '{}' },
      ['add', '--'],
    ],
  ])('runs %s in a project with %j', async (manager, files: Record<string, string>, first) => {
    const { code, out, err, bin, ran } = await installWith(files);
    expect(code).toBe(0);
    expect(ran).toEqual([join(bin, manager), ...first, ...packages, 'key:']);
    expect(out).toBe('Installed alice/image-resizer@1.0.0 in services/image-resizer\n');
    expect(err).toContain(`Running: ${manager} ${first.join(' ')} 'hono@^4' @scope/pkg 'zod@>=3 <5'\n`);
    expect(err).toContain('careful\n');
    expect(err).toContain('added \\u001b[31mred\\u001b[0m\n');
    expect(err).not.toContain('npm packages to install');
  });

  it('adds only what package.json names in no way, and runs nothing where that is none', async () => {
    const named = { dependencies: { hono: '1' }, devDependencies: { '@scope/pkg': '1' } };
    const some = await installWith({ 'package.json': JSON.stringify(named) });
    expect(some.ran?.slice(1)).toEqual(['install', '--', 'zod@>=3 <5', 'key:']);
    const all = { ...named, peerDependencies: { zod: '3' } };
    const none = await installWith({ 'package.json': JSON.stringify(all) });
    expect(none).toMatchObject({ code: 0, ran: undefined });
    expect(await installWith({}, { packages: [] })).toMatchObject({ code: 0, ran: undefined });
  });

  it.each([
    [{ EXIT_CODE: '7' }, {}, 'npm ended with 7'],
    [{ PATH: '/nowhere' }, {}, 'npm was not found'],
    [{}, { 'package.json': '{' }, 'package.json cannot be read'],
  ])('fails with the service in place and the command to type: %j %j', async (env, files, why) => {
    const failed = await installWith(files as Record<string, string>, { env: env as Record<string, string> });
    expect(failed.code).toBe(1);
    expect(failed.err).toContain('PACKAGES_NOT_INSTALLED');
    expect(failed.err).toContain(why);
    expect(failed.err).toContain("Run by hand: npm install -- 'hono@^4' @scope/pkg 'zod@>=3 <5'\n");
    const found = await snapshot(failed.root);
    expect(found['services/image-resizer/index.ts']).toBeDefined();
    expect(found['aerostack.toml']).toContain('image-resizer');
  });

  it('says where there is no package.json, and runs nothing', async () => {
    const root = await project();
    const registry = await serving([installAnswer({}, { npmDependencies: ['hono'] })]);
    await writeFiles(root, { 'sub/aerostack.toml': '' });
    const argv = ['functions', 'install', 'image-resizer', '--install-deps', '--registry', registry.url];
    const result = await run(join(root, 'sub'), argv);
    expect(result).toMatchObject({ code: 1, err: expect.stringContaining('there is no package.json in ') });
    expect(result.err).toContain('Run by hand: npm install -- hono\n');
  });

  it('can be repeated after a failure, though the function is installed by then', async () => {
    const failed = await installWith({}, { managers: [] });
    expect(failed.code).toBe(1);
    await writeFiles(failed.bin, { npm: FAKE });
    await chmod(join(failed.bin, 'npm'), 0o755);
    const { code, out } = await failed.again();
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('already installed') });
    expect(await readFile(join(failed.root, 'ran.txt'), 'utf8')).toContain('\nhono@^4\n');
  });

  it('says what it would run on --dry-run', async () => {
    const { code, err, ran } = await installWith({ 'yarn.lock': '' }, { flags: ['--dry-run'] });
    expect({ code, ran }).toEqual({ code: 0, ran: undefined });
    expect(err).toContain("Would run: yarn add -- 'hono@^4' @scope/pkg 'zod@>=3 <5'\n");
  });

  it('shows of the package manager only its errors under --quiet', async () => {
    const { err } = await installWith({}, { flags: ['--quiet'] });
    expect(err).toBe('careful\n');
  });

  it('answers with one JSON value, of what was installed or of what went wrong', async () => {
    const done = await installWith({}, { flags: ['--json'] });
    expect(JSON.parse(done.out).npm).toEqual({ manager: 'npm', missing: packages, installed: packages });
    const failed = await installWith({}, { flags: ['--json'], env: { EXIT_CODE: '1' } });
    expect(JSON.parse(failed.out)).toMatchObject({
      code: 'PACKAGES_NOT_INSTALLED',
      hint: expect.stringContaining("npm install -- 'hono@^4'"),
    });
  });

  it('installs one of two ranges that functions want, and says so', async () => {
    const root = await project();
    const registry = await serving([
      installAnswer({}, { npmDependencies: ['hono@^4', 'zod'] }),
      installAnswer({ slug: 'mailer' }, { npmDependencies: ['hono@^3', 'zod'] }),
    ]);
    const argv = ['functions', 'install', 'image-resizer', 'mailer', '--registry', registry.url];
    const { err } = await run(root, argv);
    expect(err).toContain('warning: hono@^4 is also needed as hono@^3.\n');
    expect(err).toContain("npm packages to install: 'hono@^4' zod\n");
  });

  it('hands real npm packages, not options', async () => {
    const cache = await project();
    const env = {
      PATH: process.env.PATH ?? '',
      HOME: cache,
      npm_config_cache: cache,
      npm_config_offline: 'true',
    };
    const failed = await installWith({}, { packages: ['aerostack-not-in-any-cache@^1'], env });
    expect(failed).toMatchObject({ code: 1, err: expect.stringContaining('ENOTCACHED') });
    expect(failed.err).toContain('aerostack-not-in-any-cache');
    expect((await snapshot(failed.root))['package.json']).toBe('{}\n');
  });

  it('ends the package manager on Ctrl-C, with the service in place', async () => {
    const root = await project();
    await writeFiles(root, { 'bin/npm': '#!/bin/sh\necho started\nexec /bin/sleep 600\n' });
    await chmod(join(root, 'bin/npm'), 0o755);
    const registry = await serving([installAnswer({}, { npmDependencies: ['hono'] })]);
    const signals = new EventEmitter();
    const context = makeContext(root, { signals, env: { PATH: join(root, 'bin') } });
    const stderr = { write: (text: string) => void (text === 'started\n' && signals.emit('SIGINT')) };
    const flags = { registry: registry.url };
    const run = installCommand(['image-resizer'], { installDeps: true }, { ...context, stderr, flags });
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    expect((await snapshot(root))['aerostack.toml']).toContain('image-resizer');
  });
});
