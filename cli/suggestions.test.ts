import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeRegistry, startFakeRegistry } from './fixtures/fakeRegistry.ts';
import { makeFolder, removeFolders, run } from './fixtures/testContext.ts';

const entry = (author_username: string, slug: string) => ({
  ...{ id: `fn_${'1'.repeat(32)}`, slug, name: slug, description: '', category: 'utility', tags: [] },
  ...{ language: '', runtime: '', license: '', version: '1.0.0', author_username },
  ...{ star_count: 0, clone_count: 0, updated_at: '2026', url: '/' },
});
const own = (slug: string) => ({
  ...{ id: `fn_${'2'.repeat(32)}`, name: slug, slug, version: '1.0.0', status: 'draft', source: 'cli' },
  ...{ commit: 'c', updatedAt: 't', url: '/', adminUrl: 'http://h' },
});
let root: string;
let registry: FakeRegistry;

beforeEach(async () => {
  root = await makeFolder({ 'package.json': '{}' });
  registry = await startFakeRegistry(({ path }) => {
    if (path.endsWith('/functions')) {
      const functions = [entry('bob', 'csv-import'), entry('alice', 'rate-limiter')];
      return { json: { functions, nextCursor: null, total: 2 } };
    }
    return path.endsWith('/my') ? { json: { functions: [own('newsletter-signup')] } } : undefined;
  });
});
afterEach(async () => {
  await removeFolders([root]);
  await registry.close();
});

const attempt = (...args: string[]) =>
  run(root, [...args, '--registry', registry.url], { env: { AEROSTACK_API_KEY: 'ac_test' } });

describe('a function that does not exist', () => {
  it.each([
    ['info', 'alice/rate-limter'],
    ['info', 'rate-limter'],
    ['versions', 'alice/rate-limitre'],
    ['open', 'alise/rate-limiter'],
    ['pull', 'rate-limiters'],
    ['install', 'alice/rate-limter'],
    ['install', 'carol/rate-limiter'],
  ])('is told with the one that was meant: %s %s', async (command, name) => {
    expect(await attempt('functions', command, name)).toMatchObject({
      code: 5,
      out: '',
      err: expect.stringContaining('hint: Did you mean alice/rate-limiter?'),
    });
  });

  it('of your own is told with the slug that was meant', async () => {
    for (const more of [[], ['--dry-run']]) {
      const { code, err } = await attempt('functions', 'publish', 'newsleter-signup', ...more);
      expect({ code, err }).toMatchObject({
        code: 5,
        err: expect.stringContaining('mean newsletter-signup?'),
      });
    }
  });

  it('is told alone where none is like it', async () => {
    const { code, err } = await attempt('functions', 'info', 'alice/something-else');
    expect(code).toBe(5);
    expect(err).not.toContain('Did you mean');
  });
});

describe('a command or option that does not exist', () => {
  it.each([
    [['functions', 'instal'], '(Did you mean install?)'],
    [['functon'], '(Did you mean functions?)'],
    [['whoami', '--jsn'], '(Did you mean --json?)'],
    [['functions', 'publish', 'x', '--bmp', 'patch'], '(Did you mean --bump?)'],
  ])('is told with the one that was meant: %j', async (argv, suggestion) => {
    expect(await run(root, argv)).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining(suggestion),
    });
  });

  it('is an error in JSON under --json', async () => {
    for (const argv of [
      ['functon'],
      ['whoami', '--jsn'],
      ['functions'],
      ['functions', 'list', '--sort', 'x'],
    ]) {
      const { code, out } = await run(root, [...argv, '--json']);
      expect({ argv, code, said: JSON.parse(out) }).toEqual({
        argv,
        code: 2,
        said: { error: expect.any(String), code: 'USAGE', hint: expect.any(String), details: [] },
      });
    }
  });
});
