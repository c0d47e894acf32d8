import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FakeRegistry } from '../fixtures/fakeRegistry.ts';
import { installAnswer } from '../fixtures/installAnswer.ts';
import { install, installSetup } from '../fixtures/installSetup.ts';
import { makeContext, removeFolders, snapshot } from '../fixtures/testContext.ts';
import type { InstallStep } from '../install/applyInstall.ts';
import { LOCK_FILE } from '../install/projectLock.ts';
import { install as installCommand } from './install.ts';

const { project, serving } = installSetup();

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
});

describe('an install that is stopped', () => {
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
    'clean',
  ];
  const texts = { 'index.ts': 'export {};\n', 'schema.ts': 'export {};\n' };
  const extra = {
    routeExport: 'resizer',
    routePath: '/resize',
    drizzleSchema: 'schema.ts',
    envVars: ['TOKEN'],
  };
  const old = installAnswer({ texts }, extra);
  const next = installAnswer({ texts: { ...texts, 'new.ts': '' }, version: '1.1.0' }, extra);
  const sources = {
    'src/index.ts': '// aerostack:imports\n// aerostack:routes\n',
    'src/db/schema.ts': 'export {};\n',
    '.dev.vars': 'A=1',
    '.env.example': '',
    'aerostack.toml': '# mine\n',
  };

  const contextOf = (root: string, registry: FakeRegistry, pid = process.pid) => ({
    ...makeContext(root, { pid }),
    flags: { registry: registry.url },
  });

  /** The id of a process that has ended. */
  const deadPid = async (): Promise<number> => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    return child.pid!;
  };

  // A first install sets nothing aside.
  const cases = steps.flatMap((step) => [
    ...(step === 'aside' ? [] : [[step, 'a first install', undefined] as const]),
    [step, 'an update', 'alice/image-resizer@1.0.0'] as const,
  ]);

  it.each(cases)('fails before %s of %s: the project is as before', async (step, _, first) => {
    const root = await project(sources);
    const registry = await serving([old, next]);
    if (first) await install(root, registry, first);
    const before = await snapshot(root);
    const atStep = (at: InstallStep) => {
      if (at === step) throw new Error('disk full');
    };
    const names = ['alice/image-resizer@1.1.0'];
    const attempt = installCommand(names, {}, contextOf(root, registry), { atStep });
    await expect(attempt).rejects.toThrow('disk full');
    // By then all is in place, and only cleaning up is left.
    if (step !== 'clean') expect(await snapshot(root)).toEqual(before);
    expect(await install(root, registry, ...names)).toMatchObject({ code: 0 });
    expect((await snapshot(root))['services/image-resizer/new.ts']).toBe('');
  });

  it.each(cases)('is killed before %s of %s: the next run completes it', async (step, _, first) => {
    const root = await project(sources);
    const untouched = await project(sources);
    const registry = await serving([old, next]);
    for (const one of [root, untouched]) if (first) await install(one, registry, first);
    const name = 'alice/image-resizer@1.1.0';
    const whole = (await snapshot(root))['services/image-resizer/index.ts'];

    // A run that never goes on, and whose process is gone, is what a kill leaves behind.
    const stopped = new Promise<void>((resolve) => {
      const atStep = (at: InstallStep) => {
        if (at !== step) return undefined;
        resolve();
        return new Promise<void>(() => undefined);
      };
      deadPid().then((pid) =>
        installCommand([name], {}, contextOf(root, registry, pid), { atStep }).then(resolve),
      );
    });
    await stopped;
    const half = await snapshot(root);
    const inPlace = Object.keys(half).filter((path) => path.startsWith('services/image-resizer/'));
    const complete = [
      [],
      ['aerostack-manifest.json', 'index.ts', 'schema.ts'],
      ['aerostack-manifest.json', 'index.ts', 'new.ts', 'schema.ts'],
    ];
    expect(complete.map((paths) => paths.map((path) => `services/image-resizer/${path}`))).toContainEqual(
      inPlace,
    );
    if (inPlace.length > 0) expect(half['services/image-resizer/index.ts']).toBe(whole ?? 'export {};\n');

    expect(await install(root, registry, name)).toMatchObject({ code: 0 });
    await install(untouched, registry, name);
    expect(await snapshot(root)).toEqual(await snapshot(untouched));
  });

  it('is restored by an install of something else', async () => {
    const root = await project(sources);
    const registry = await serving([old, next, installAnswer({ slug: 'mailer' })]);
    await install(root, registry, 'alice/image-resizer@1.0.0');
    const before = await snapshot(root);
    const pid = await deadPid();
    await new Promise<void>((resolve) => {
      const atStep = (at: InstallStep) => {
        if (at !== 'swap') return undefined;
        resolve();
        return new Promise<void>(() => undefined);
      };
      void installCommand(['alice/image-resizer@1.1.0'], {}, contextOf(root, registry, pid), { atStep });
    });
    expect((await snapshot(root))['services/image-resizer/index.ts']).toBeUndefined();
    await install(root, registry, 'alice/mailer');
    expect(await snapshot(root)).toMatchObject(
      Object.fromEntries(Object.entries(before).filter(([path]) => path.startsWith('services/'))),
    );
  });

  it('registers both of two that run at once, each once', async () => {
    const root = await project();
    const names = ['one', 'two', 'three'];
    const registry = await serving(names.map((slug) => installAnswer({ slug })));
    const runs = await Promise.all(
      [...names, ...names].map((slug) => install(root, registry, `alice/${slug}`)),
    );
    expect(runs.map(({ code }) => code)).toEqual(runs.map(() => 0));
    const found = await snapshot(root);
    const registered = [...found['aerostack.toml']!.matchAll(/^name = "(.*)"$/gm)].map(([, name]) => name);
    expect(registered.sort()).toEqual([...names].sort());
    expect(Object.keys(found).filter((path) => path.includes('.aerostack'))).toEqual([]);
  });

  it('gives up on a lock that a living process holds, naming it', async () => {
    const root = await project({ [LOCK_FILE]: `${process.pid} \n` });
    const registry = await serving([old]);
    const before = await snapshot(root);
    const attempt = installCommand(['image-resizer'], {}, contextOf(root, registry), { patience: 0 });
    await expect(attempt).rejects.toMatchObject({ code: 'BUSY', hint: expect.stringContaining(LOCK_FILE) });
    expect(await snapshot(root)).toEqual(before);
  });

  it('takes over the lock of a dead process, and of one whose id is used again', async () => {
    const registry = await serving([old]);
    for (const lock of [`${await deadPid()} \n`, `${process.pid} 1\n`]) {
      const root = await project({ [LOCK_FILE]: lock, [`${LOCK_FILE}.takeover`]: `${await deadPid()} 1\n` });
      await installCommand(['image-resizer'], {}, contextOf(root, registry), { patience: 1_000 });
      expect(Object.keys(await snapshot(root)).filter((path) => path.startsWith('.'))).toEqual([]);
    }
  });
});
