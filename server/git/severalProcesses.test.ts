import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseSlug } from '../contract/names.ts';
import { slugBranchRef } from './layout.ts';
import { outliveOrphans } from './orphans.ts';
import { isTemporaryPackFile, packFolder } from './packWriter.ts';
import { alice, filesOf, git, publish, storeFixture } from './storeFixture.testing.ts';
import { bundleWriter, ending, firstMessage, startWriter } from './writerProcess.testing.ts';
import { WRITE_STEPS } from './writeSteps.ts';

const files = filesOf({ 'index.ts': 'export {};\n', 'src/x.ts': 'x' });

describe('several processes', () => {
  let program: string;
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'aerostack-writer-'));
    program = await bundleWriter(folder);
    return () => rm(folder, { recursive: true });
  });

  test('write fifty versions at once to one account, with repacks between, and none is lost', async () => {
    const { store, dataDir, git } = await storeFixture();
    const slugsOf = (name: string) => Array.from({ length: 25 }, (_, number) => `${name}-${number}`);
    const writers = ['one', 'two'].map((name) =>
      startWriter(program, { dataDir, slugs: slugsOf(name), withBranch: true }),
    );
    expect(await Promise.all(writers.map(ending))).toEqual([0, 0]);
    const versions = await store.reader(alice).publishedVersions();
    expect(versions.map(({ slug }) => slug).sort()).toEqual([...slugsOf('one'), ...slugsOf('two')].sort());
    expect(git('rev-list', '--first-parent', '--count', 'published')).toBe('50');
    expect(git('rev-list', '--count', 'published')).toBe('50');
    expect(git('ls-tree', '--name-only', 'published').split('\n')).toHaveLength(50);
    expect(await store.reader(alice).branches()).toHaveLength(50);
    expect(await store.fsck(alice)).toEqual({ ok: true, output: '' });
    expect(await readdir(join(dataDir, 'locks'))).toEqual([]);
  });

  test.each(WRITE_STEPS)(
    'one killed at %s leaves the version absent or complete, and the retry succeeds',
    async (step) => {
      const { store, dataDir, repo, git: inRepo } = await storeFixture();
      await publish(store, 'before', '1.0.0', files);
      const refs = inRepo('show-ref');
      const killed = startWriter(program, { dataDir, slugs: ['a'], withBranch: true, killAt: step });
      expect(await ending(killed)).toBe('SIGKILL');
      const { store: restarted } = await storeFixture({ dataDir });
      await restarted.recover(alice);
      const complete = step === 'refs:committed' || step === 'refs:synced';
      const versions = await restarted.reader(alice).publishedVersions();
      expect(versions.map(({ slug }) => slug)).toEqual(complete ? ['a', 'before'] : ['before']);
      if (!complete) expect(inRepo('show-ref')).toBe(refs);
      expect((await restarted.reader(alice).resolve(slugBranchRef(parseSlug('a')))) !== undefined).toBe(
        complete,
      );
      expect(await restarted.fsck(alice)).toEqual({ ok: true, output: '' });
      expect((await readdir(packFolder(repo))).filter(isTemporaryPackFile)).toEqual([]);
      expect((await readdir(repo, { recursive: true })).filter((name) => name.endsWith('.lock'))).toEqual([]);
      const again = await publish(restarted, 'a', '1.0.1', files);
      expect(git(repo, 'rev-parse', 'a@1.0.1^{commit}')).toBe(again.commit);
      expect(await readdir(join(dataDir, 'locks'))).toEqual([]);
    },
  );

  test('a killed one whose git still writes is outlived before its lock counts as taken over', async () => {
    const { store, dataDir, repo } = await storeFixture();
    await publish(store, 'a', '1.0.0', files);
    const killed = startWriter(program, { dataDir, slugs: [], hold: true });
    const message = (await firstMessage(killed)) as { orphan: number };
    killed.kill('SIGKILL');
    await ending(killed);
    expect(() => process.kill(message.orphan, 0)).not.toThrow();
    const waiting = outliveOrphans(repo);
    process.kill(message.orphan, 'SIGTERM');
    await waiting;
    await publish(store, 'a', '1.0.1', files);
  });

  test('one that will not end is killed when patience is over, but nothing else that works there', async () => {
    const { store, dataDir, repo } = await storeFixture();
    await publish(store, 'a', '1.0.0', files);
    const bystander = spawn('sleep', ['600'], { cwd: repo, stdio: 'ignore' });
    const killed = startWriter(program, { dataDir, slugs: [], hold: true });
    const { orphan } = (await firstMessage(killed)) as { orphan: number };
    killed.kill('SIGKILL');
    await ending(killed);
    await outliveOrphans(repo, 0);
    expect(await isRunning(orphan)).toBe(false);
    expect(bystander.exitCode).toBeNull();
    bystander.kill();
    await ending(bystander);
  });
});

async function isRunning(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat !== '' && !/\) Z /.test(stat);
}
