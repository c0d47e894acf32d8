import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeRegistry, startFakeRegistry } from '../fixtures/fakeRegistry.ts';
import { installAnswer } from '../fixtures/installAnswer.ts';
import { makeFolder, removeFolders, run } from '../fixtures/testContext.ts';

const version = (number: string) => ({
  ...{
    version: number,
    id: `fn_${'1'.repeat(32)}`,
    tag: `x@${number}`,
    commit: 'c',
    tree: `tree of ${number}`,
  },
  ...{ date: '2026-01-01T00:00:00.000Z', publisher: 'alice' },
});
const VERSIONS = ['2.0.0-beta.1', '1.10.0', '1.2.0', '1.0.0\u001b[2J'].map(version);
let root: string;
let registry: FakeRegistry;

beforeEach(async () => {
  root = await makeFolder({ 'package.json': '{}' });
  registry = await startFakeRegistry(({ path }) => {
    if (path.endsWith('/install/image-resizer')) return { json: installAnswer() };
    return path.endsWith('/alice/image-resizer/versions') ? { json: { versions: VERSIONS } } : undefined;
  });
});
afterEach(async () => {
  await removeFolders([root]);
  await registry.close();
});

const versions = (...args: string[]) =>
  run(root, ['functions', 'versions', ...args, '--registry', registry.url], {
    env: { AEROSTACK_API_KEY: 'ac_unused' },
  });

describe('functions versions', () => {
  it('lists them as the registry does, newest first, with nothing that acts on a terminal', async () => {
    const { code, out } = await versions('alice/image-resizer');
    expect(code).toBe(0);
    expect(out.split('\n')[0]).toBe('2.0.0-beta.1    2026-01-01T00:00:00.000Z  alice  tree of 2.0.0-beta.1');
    expect(out).toContain('1.0.0\\u001b[2J');
    expect((await versions('image-resizer')).out).toBe(out);
    expect(registry.seen.some(({ headers }) => headers['x-api-key'])).toBe(false);
  });

  it('lists those that satisfy a range', async () => {
    const { out } = await versions('alice/image-resizer@^1.2.0', '--json');
    expect(JSON.parse(out)).toEqual({
      author: 'alice',
      slug: 'image-resizer',
      versions: [version('1.10.0'), version('1.2.0')],
    });
    expect(await versions('alice/image-resizer@^3')).toEqual({
      code: 0,
      out: '',
      err: 'No version of alice/image-resizer satisfies "^3".\n',
    });
  });

  it('refuses what is no range, and no name', async () => {
    expect(await versions('alice/image-resizer@newest')).toMatchObject({
      code: 1,
      err: expect.stringContaining('INVALID_RANGE'),
    });
    expect(await versions('a/b/c')).toMatchObject({ code: 1, err: expect.stringContaining('INVALID_SLUG') });
    expect(registry.seen).toEqual([]);
  });
});
