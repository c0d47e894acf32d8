import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder, removeFolders, run } from '../fixtures/testContext.ts';

const CREATE = ['account', 'create', 'alice', '--email', 'alice@example.org', '--password-stdin'];
const PASSWORD = { input: 'a long password\n' };
let root: string;

beforeEach(async () => {
  root = await makeFolder();
});
afterEach(() => removeFolders([root]));

describe('the commands of an operator', () => {
  it('make an account and a key, and tell of a data folder that was not there', async () => {
    const created = await run(root, CREATE, PASSWORD);
    const said = `Made the data folder ${join(root, 'data')}.\nCreated the account alice.\n`;
    expect(created).toMatchObject({ code: 0, out: '', err: said });
    const key = await run(root, ['key', 'create', 'alice', '--name', 'laptop', '--scopes', 'read, push']);
    expect(key).toMatchObject({ code: 0, out: expect.stringMatching(/^ac_\S+\n$/), err: '' });
  });

  it('write their result as JSON under --json', async () => {
    const created = await run(root, [...CREATE, '--json', '--quiet'], PASSWORD);
    expect(JSON.parse(created.out)).toEqual({ username: 'alice', email: 'alice@example.org' });
    const key = await run(root, ['key', 'create', 'alice', '--json']);
    expect(JSON.parse(key.out)).toMatchObject({ key: expect.stringMatching(/^ac_/), username: 'alice' });
    expect(JSON.parse((await run(root, ['reindex', '--json'])).out)).toEqual({ accounts: 0 });
  });

  it('do nothing under --dry-run, and say so', async () => {
    for (const argv of [CREATE, ['key', 'create', 'alice'], ['reindex'], ['serve', '--port', '0']]) {
      const result = await run(root, [...argv, '--dry-run'], PASSWORD);
      expect(result).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Nothing was done') });
    }
    expect(existsSync(join(root, 'data'))).toBe(false);
  });

  it.each([
    [2, 'There is no data folder at', ['key', 'create', 'alice']],
    [2, 'There is no data folder at', ['reindex', '--data', 'elsewhere']],
    [1, 'is not a folder', ['key', 'create', 'alice', '--data', 'file']],
    [1, 'WEAK_PASSWORD', [...CREATE, '--data', 'new']],
    [1, 'LOG_LEVEL', [...CREATE, '--data', 'new'], { LOG_LEVEL: 'loud' }],
  ] as [number, string, string[], Record<string, string>?][])(
    'end with exit code %i where they cannot work: %s',
    async (code, said, argv, env = {}) => {
      writeFileSync(join(root, 'file'), 'kept');
      const result = await run(root, argv, { env, input: 'short\n' });
      expect(result).toMatchObject({ code, out: '', err: expect.stringContaining(said) });
      expect(readFileSync(join(root, 'file'), 'utf8')).toBe('kept');
    },
  );
});
