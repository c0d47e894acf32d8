import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import type { Slug, Username } from '../contract/names.ts';
import { openAccountsDatabase } from './accountsDatabase.ts';
import { openIndexDatabase } from './indexDatabase.ts';
import { indexedVersion, oidOf } from './indexedVersion.testing.ts';
import { temporaryFolder } from './temporaryFolder.testing.ts';

/** A program over the catalog, run as a process of its own; `data` and `id` are its arguments. Resolves to what it printed. */
async function compile(folder: string, source: string): Promise<(id: string) => Promise<string>> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: import.meta.dirname, loader: 'ts' },
    ...{
      bundle: true,
      write: false,
      platform: 'node',
      format: 'cjs',
      packages: 'external',
      logLevel: 'silent',
    },
  });
  const script = join(folder, 'program.cjs');
  writeFileSync(script, outputFiles[0]!.contents);
  return async (id) => {
    const modules = join(import.meta.dirname, '../../node_modules');
    const child = spawn(process.execPath, [script, folder, id], {
      env: { ...process.env, NODE_PATH: modules },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      printed += text;
    });
    const [code] = await once(child, 'close');
    expect(code).toBe(0);
    return printed;
  };
}

describe('two processes on one data folder', () => {
  it('lose no account, key, star, audit entry or install', async () => {
    const folder = temporaryFolder();
    const run = await compile(
      folder,
      `import { openAccountsDatabase } from './accountsDatabase.ts';
       const [folder, id] = process.argv.slice(2);
       (async () => {
         const db = await openAccountsDatabase(folder + '/accounts.db');
         const jobs = Array.from({ length: 60 }, (_, at) => async () => {
           const account = { id: 'acc_' + id + at, username: id + '-' + at, email: id + at + '@example.org', passwordHash: '', createdAt: at };
           await db.createAccount(account);
           const key = { id: 'key_' + id + at, accountId: account.id, kind: 'key', name: 'k', prefix: 'ac_', scopes: ['read'], functions: null, createdAt: at, expiresAt: null, lastUsedAt: null };
           await db.createKey(key, 'hash ' + id + at);
           await db.setStar(account.id, 'alice', 'resize', true);
           await db.addInstalls([{ author: 'alice', slug: 'resize', count: 2 }]);
           await db.audit({ id: 'aud_' + id + at, at, accountId: 'acc_all', actorKeyId: null, action: 'a', target: 't', requestId: null, details: {} });
         });
         await Promise.all(jobs.map((job) => job()));
         db.close();
       })();`,
    );
    await Promise.all([run('a'), run('b')]);
    const database = await openAccountsDatabase(join(folder, 'accounts.db'));
    expect(await database.accounts()).toHaveLength(120);
    expect(await database.auditOf('acc_all', 1_000)).toHaveLength(120);
    expect(await database.counts('alice' as Username, 'resize' as Slug)).toEqual({
      stars: 120,
      installs: 240,
    });
    expect(await database.keyByHash('hash b59')).toMatchObject({ account: { username: 'b-59' } });
    database.close();
  });

  it('give a username to one of them', async () => {
    const folder = temporaryFolder();
    const run = await compile(
      folder,
      `import { openAccountsDatabase } from './accountsDatabase.ts';
       const [folder, id] = process.argv.slice(2);
       (async () => {
         const db = await openAccountsDatabase(folder + '/accounts.db');
         const outcomes = [];
         for (let at = 0; at < 30; at++) {
           const account = { id: 'acc_' + id + at, username: 'user-' + at, email: id + at + '@example.org', passwordHash: '', createdAt: at };
           outcomes.push(await db.createAccount(account).then(() => 'created', (error) => error.code));
         }
         process.stdout.write(JSON.stringify(outcomes));
         db.close();
       })();`,
    );
    const [one, other] = (await Promise.all([run('a'), run('b')])).map(
      (printed) => JSON.parse(printed) as string[],
    );
    for (let at = 0; at < 30; at++) {
      expect([one![at], other![at]].sort()).toEqual(['ALREADY_EXISTS', 'created']);
    }
  });

  it('keep one index that equals the one rebuilt, each publish in it once', async () => {
    const folder = temporaryFolder();
    const run = await compile(
      folder,
      `import { openIndexDatabase } from './indexDatabase.ts';
       import { indexedVersion, oidOf } from './indexedVersion.testing.ts';
       const [folder, id] = process.argv.slice(2);
       (async () => {
         const index = await openIndexDatabase(folder + '/index.db', { accountsFile: folder + '/accounts.db' });
         for (let at = 0; at < 40; at++) {
           const version = indexedVersion('alice/' + id + '@1.' + at + '.0', { tags: ['t' + at] });
           for (let added = false; !added; ) {
             const tip = (await index.tip('alice')) ?? null;
             added = await index.addVersion('alice', tip, oidOf(id + at), version);
           }
           await index.list({ sort: 'stars', limit: 5 });
         }
         index.close();
       })();`,
    );
    await Promise.all([run('one'), run('two')]);
    const places = { accountsFile: join(folder, 'accounts.db') };
    const index = await openIndexDatabase(join(folder, 'index.db'), places);
    expect(index.opened).toBe('existing');
    const tip = await index.tip('alice' as Username);
    expect([oidOf('one39'), oidOf('two39')]).toContain(tip);
    const all = ['one', 'two'].flatMap((slug) =>
      Array.from({ length: 40 }, (_, at) => indexedVersion(`alice/${slug}@1.${at}.0`, { tags: [`t${at}`] })),
    );
    const rebuilt = await openIndexDatabase(join(folder, 'rebuilt.db'), places);
    await rebuilt.replaceAccount('alice' as Username, tip!, all);
    expect(await index.dump()).toBe(await rebuilt.dump());
    index.close();
    rebuilt.close();
  });
});
