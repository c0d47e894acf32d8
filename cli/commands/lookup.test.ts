import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type FakeAnswer,
  type FakeRegistry,
  type SeenRequest,
  startFakeRegistry,
} from '../fixtures/fakeRegistry.ts';
import { installAnswer, PNG } from '../fixtures/installAnswer.ts';
import { makeFolder, removeFolders, run, snapshot, writeFiles } from '../fixtures/testContext.ts';

const ID = `fn_${'1'.repeat(32)}`;
const META = {
  name: 'Image resizer',
  description: 'Resizes.',
  category: 'media',
  tags: ['a', 'b'],
  language: 'typescript',
  runtime: 'any',
  license: 'MIT',
};
let root: string;
let registry: FakeRegistry;
let answer: (request: SeenRequest) => FakeAnswer | undefined;

beforeEach(async () => {
  root = await makeFolder({ 'package.json': '{}' });
  registry = await startFakeRegistry((request) => answer(request));
});

afterEach(async () => {
  await removeFolders([root]);
  await registry.close();
});

const functions = (...args: string[]) =>
  run(root, ['functions', ...args], {
    env: { AEROSTACK_API_URL: registry.url, AEROSTACK_API_KEY: 'ac_test' },
  });

const listed = {
  ...{
    ...META,
    id: ID,
    slug: 'image-resizer',
    version: '1.0.0',
    author_username: 'alice',
    star_count: 1,
    clone_count: 2,
  },
  ...{ updated_at: '2024-01-01T00:00:00Z', url: '/functions/alice/image-resizer' },
};

describe('functions list', () => {
  it('sends the filters and prints a line for each function', async () => {
    answer = () => ({
      json: {
        functions: [{ ...listed, description: `bad\u001b[2J ${'x'.repeat(99)}` }],
        nextCursor: 'c',
        total: 7,
      },
    });
    const args = ['--category', 'media', '--tag', 'a', '--author', 'alice', '--sort', 'name', '--limit', '5'];
    const { code, out, err } = await functions('list', ...args);
    expect(code).toBe(0);
    expect(out).toMatch(/^alice\/image-resizer {2}1\.0\.0 {2}media {2}bad\\u001b\[2J x+…\n$/);
    expect(err).toContain('1 of 7');
    expect(err).toContain('--cursor c\n');
    expect(Object.fromEntries(registry.seen[0]!.query)).toEqual({
      category: 'media',
      tag: 'a',
      author: 'alice',
      sort: 'name',
      limit: '5',
    });
  });

  it('lists own drafts with --mine', async () => {
    const mine = {
      id: ID,
      name: 'n',
      slug: 'image-resizer',
      version: '1.0.0',
      status: 'modified',
      source: 'cli',
    };
    answer = ({ path }) =>
      path.endsWith('/my')
        ? { json: { functions: [{ ...mine, commit: 'c', updatedAt: 't', url: '/', adminUrl: 'http://h' }] } }
        : undefined;
    expect((await functions('list', '--mine')).out).toBe(`${ID}  image-resizer  1.0.0  modified  t\n`);
    expect(registry.seen[0]?.headers['x-api-key']).toBe('ac_test');
  });
});

describe('functions search', () => {
  it('sends the words and filters, and prints what was found like a list', async () => {
    answer = () => ({ json: { functions: [listed], nextCursor: null, total: 1 } });
    const filters = {
      ...{ category: 'media', tag: 'a', language: 'typescript', author: 'alice', sort: 'stars' },
      ...{ limit: '5', cursor: 'c' },
    };
    const args = Object.entries(filters).flatMap(([name, value]) => [`--${name}`, value]);
    const { code, out, err } = await functions('search', 'Image "re', 'NEAR*', ...args);
    expect({ code, out, err }).toEqual({
      ...{ code: 0, out: 'alice/image-resizer  1.0.0  media  Resizes.\n', err: '' },
    });
    expect(Object.fromEntries(registry.seen[0]!.query)).toEqual({ search: 'Image "re NEAR*', ...filters });
    expect((await functions('list')).out).toBe(out);
  });

  it('prints all that the registry answered under --json', async () => {
    const json = { functions: [listed], nextCursor: 'c', total: 7 };
    answer = () => ({ json });
    const { out } = await functions('search', 'image', '--json');
    expect(JSON.parse(out)).toEqual(json);
  });

  it('takes what begins with a dash for a word after --', async () => {
    answer = () => ({ json: { functions: [], nextCursor: null, total: 0 } });
    expect(await functions('search', '--', '--tag', '-x')).toMatchObject({ code: 0 });
    expect(registry.seen[0]!.query.get('search')).toBe('--tag -x');
  });

  it('says what to try where nothing was found, which is no failure', async () => {
    answer = () => ({ json: { functions: [], nextCursor: null, total: 0 } });
    const none = await functions('search', 'nothing');
    expect(none).toMatchObject({ code: 0, out: '' });
    expect(none.err).toContain('Try fewer words');
    expect(none.err).toContain('aerostack functions list');
    const filtered = await functions('search', 'nothing', '--tag', 'x', '--author', 'alice');
    expect(filtered.err).toContain('Try without --tag, --author');
    const { out, err } = await functions('search', 'nothing', '--json', '--quiet');
    expect([JSON.parse(out), err]).toEqual([{ functions: [], nextCursor: null, total: 0 }, '']);
  });

  it.each([
    [['x'.repeat(201)], 'The words: '],
    [['x', '--language', 'perl'], '--language'],
    [['x', '--sort', 'size'], '--sort'],
  ])('asks for nothing where it is used wrongly: %j', async (args, message) => {
    expect(await functions('search', ...args)).toMatchObject({
      code: 2,
      err: expect.stringContaining(message),
    });
    expect(registry.seen).toEqual([]);
  });
});

describe('functions info', () => {
  it('shows a function and its versions, also by its unscoped name', async () => {
    const found = {
      ...{
        ...META,
        id: ID,
        slug: 'image-resizer',
        readme: '',
        entrypoint: 'index.ts',
        code: '',
        files: {},
        config_schema: {},
      },
      ...{
        version: '1.0.0',
        status: 'published',
        author_username: 'alice',
        star_count: 3,
        clone_count: 4,
        url: '/functions/alice/image-resizer',
        clone_url: `${registry.url}/git/alice.git`,
      },
      ...{ tag: 'image-resizer@1.0.0', commit: 'c', tree: 't', published_at: '2024' },
    };
    const version = {
      version: '1.0.0',
      id: ID,
      tag: 't',
      commit: 'c',
      tree: 'tree1',
      date: '2024',
      publisher: 'alice',
    };
    answer = ({ path }) => {
      if (path.endsWith('/versions')) return { json: { versions: [version] } };
      if (path.endsWith('/install/image-resizer')) return { json: installAnswer() };
      return path.endsWith('/alice/image-resizer') ? { json: { function: found } } : undefined;
    };
    const { out, code } = await functions('info', 'image-resizer');
    expect(code).toBe(0);
    expect(out).toContain('Function     alice/image-resizer\n');
    expect(out).toContain(`Hub          ${registry.url}/functions/alice/image-resizer\n`);
    expect(out).toContain('Versions\n  1.0.0  2024  tree1\n');
    expect((await functions('info', 'alice/image-resizer')).out).toBe(out);
    expect(registry.seen.some(({ headers }) => headers['x-aerostack-install'] ?? headers['x-api-key'])).toBe(
      false,
    );
    expect(await functions('info', 'bob/x')).toMatchObject({ code: 5 });
  });
});

describe('functions pull', () => {
  const draft = (more: object = {}) => ({
    ...{
      ...META,
      id: ID,
      slug: 'image-resizer',
      author: 'alice',
      version: '1.0.0',
      status: 'draft',
      url: '/',
      adminUrl: 'http://h',
    },
    ...{
      warnings: [],
      readme: '',
      entrypoint: 'index.ts',
      code: '',
      config_schema: {},
      branch: `drafts/${ID}`,
      commit: 'c',
      source: 'cli',
      updatedAt: 't',
    },
    ...{ files: { 'index.ts': 'draft\n', 'src/a.ts': '' }, assets: { 'a.png': PNG.toString('base64') } },
    ...more,
  });

  it('writes the files of a version into a folder named like it', async () => {
    answer = ({ path }) => (path.endsWith('/install') ? { json: installAnswer() } : undefined);
    expect(await functions('pull', 'alice/image-resizer@1.0.0')).toMatchObject({ code: 0 });
    expect(Object.keys(await snapshot(root))).toEqual([
      'image-resizer/aerostack.json',
      'image-resizer/index.ts',
      'image-resizer/src/resize.ts',
      'package.json',
    ]);
  });

  it('writes the files of a draft into the folder named, and again nothing', async () => {
    answer = () => ({ json: draft() });
    expect(await functions('pull', ID, 'here')).toMatchObject({
      code: 0,
      out: 'here/index.ts\nhere/src/a.ts\nhere/a.png\n',
    });
    expect((await snapshot(root))['here/index.ts']).toBe('draft\n');
    expect(await functions('pull', ID, 'here')).toMatchObject({ code: 0, out: '' });
  });

  it('replaces a file that differs only with --force', async () => {
    answer = () => ({ json: draft() });
    await writeFiles(root, { 'here/index.ts': 'mine\n', 'here/mine.ts': '' });
    const before = await snapshot(root);
    expect(await functions('pull', ID, 'here')).toMatchObject({
      code: 5,
      err: expect.stringContaining('index.ts'),
    });
    expect(await snapshot(root)).toEqual(before);
    expect(await functions('pull', ID, 'here', '--force')).toMatchObject({ code: 0 });
    expect(await snapshot(root)).toMatchObject({ 'here/index.ts': 'draft\n', 'here/mine.ts': '' });
  });

  it.each([
    { files: { '../x': '' } },
    { files: { '.git/hooks/x': '' } },
    { files: { 'a.ts': '', 'A.ts': '' } },
    { assets: { '/etc/x.png': PNG.toString('base64') } },
    { assets: { 'a.png': 'no image' } },
    { slug: '../x' },
  ])('writes nothing of a hostile draft: %j', async (more) => {
    answer = () => ({ json: draft(more) });
    const before = await snapshot(root);
    expect(await functions('pull', ID)).toMatchObject({
      code: 1,
      err: expect.stringContaining('UNSAFE_MANIFEST'),
    });
    expect(await snapshot(root)).toEqual(before);
  });

  it('does not write through a symbolic link', async () => {
    answer = () => ({ json: draft() });
    await mkdir(join(root, 'elsewhere'));
    await mkdir(join(root, 'here'));
    await symlink(join(root, 'elsewhere'), join(root, 'here/src'));
    const before = await snapshot(root);
    expect(await functions('pull', ID, 'here', '--force')).toMatchObject({
      code: 5,
      err: expect.stringContaining('UNSAFE_TARGET'),
    });
    expect(await snapshot(root)).toEqual(before);
  });
});
