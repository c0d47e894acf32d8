import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeRegistry, startFakeRegistry } from '../fixtures/fakeRegistry.ts';
import { makeFolder, removeFolders, run, snapshot } from '../fixtures/testContext.ts';

const ID = `fn_${'1'.repeat(32)}`;
const DRAFT = {
  ...{ id: ID, slug: 'greeter', author: 'alice', version: '1.2.0', status: 'draft', url: '/' },
  ...{ adminUrl: 'http://h', warnings: [], name: 'Greeter', description: '', category: '', tags: [] },
  ...{ language: '', runtime: '', license: '', readme: '', entrypoint: 'index.ts', code: '', files: {} },
  ...{
    config_schema: { version: '1.2.0' },
    assets: {},
    branch: 'b',
    commit: 'c',
    source: 'cli',
    updatedAt: 't',
  },
};
const finding = (severity: string, code: string) => ({
  ...{ path: 'index.ts', line: 3, column: 1, severity, code },
  message: `About ${code}`,
});
const VERSIONS = ['1.2.0', '1.1.0'].map((version) => ({
  ...{ version, id: ID, tag: 't', commit: 'c', tree: 't', date: 'd', publisher: 'alice' },
}));
let root: string;
let registry: FakeRegistry;
let diagnostics: object[];
let published: boolean;

beforeEach(async () => {
  root = await makeFolder({ 'aerostack.json': '{ "name": "Greeter", "version": "1.2.0" }\n' });
  diagnostics = [];
  published = true;
  registry = await startFakeRegistry(({ path }) => {
    if (path.endsWith('/validate')) return { json: { ok: true, diagnostics } };
    if (path.endsWith('/alice/greeter/versions'))
      return published ? { json: { versions: VERSIONS } } : undefined;
    return path.endsWith(`/functions/${ID}`) || path.endsWith('/functions/greeter')
      ? { json: DRAFT }
      : undefined;
  });
});
afterEach(async () => {
  await removeFolders([root]);
  await registry.close();
});

const tryOut = (...args: string[]) =>
  run(root, ['functions', 'publish', ...args, '--dry-run', '--registry', registry.url], {
    env: { AEROSTACK_API_KEY: 'ac_test' },
  });

describe('functions publish --dry-run', () => {
  it('says what would be published, and neither sends nor writes it', async () => {
    const before = await snapshot(root);
    for (const name of [ID, 'greeter'])
      expect(await tryOut(name)).toEqual({
        code: 0,
        out: 'Would publish alice/greeter@1.2.0\n',
        err: 'Nothing was published.\n',
      });
    expect(registry.seen.some(({ path }) => path.endsWith('/publish'))).toBe(false);
    expect(await snapshot(root)).toEqual(before);
  });

  it.each([
    ['patch', true, '1.2.1'],
    ['minor', true, '1.3.0'],
    ['major', false, '2.0.0'],
    ['4.0.0-beta.1', true, '4.0.0-beta.1'],
  ])('says which version --bump %s stands for', async (bump, isPublished, version) => {
    published = isPublished;
    const { out } = await tryOut(ID, '--bump', bump, '--json');
    expect(JSON.parse(out)).toEqual({
      ...{ id: ID, slug: 'greeter', author: 'alice', version, diagnostics: [], dryRun: true },
    });
  });

  it('warns of what does not keep it from being published', async () => {
    diagnostics = [finding('warning', 'LICENSE_MISSING')];
    const { code, err } = await tryOut(ID);
    expect({ code, err }).toMatchObject({
      code: 0,
      err: expect.stringContaining('index.ts:3: About LICENSE'),
    });
  });

  it('is refused as the publish would be', async () => {
    diagnostics = [finding('error', 'SECRET')];
    expect(await tryOut(ID)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('NOT_PUBLISHABLE'),
    });
    expect(await tryOut(ID, '--allow-secrets')).toMatchObject({ code: 0 });
    diagnostics = [finding('error', 'SYNTAX')];
    expect(await tryOut(ID, '--allow-secrets')).toMatchObject({ code: 1 });
  });
});
