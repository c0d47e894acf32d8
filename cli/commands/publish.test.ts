import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FakeAnswer, type FakeRegistry, startFakeRegistry } from '../fixtures/fakeRegistry.ts';
import { makeFolder, removeFolders, run, writeFiles } from '../fixtures/testContext.ts';

let root: string;
let registry: FakeRegistry;
let answer: FakeAnswer;

beforeEach(async () => {
  root = await makeFolder({ 'package.json': '{}' });
  registry = await startFakeRegistry(() => answer);
  answer = {
    json: {
      ...{
        id: `fn_${'1'.repeat(32)}`,
        slug: 'image-resizer',
        author: 'alice',
        version: '1.3.0',
        status: 'published',
      },
      ...{
        url: '/functions/alice/image-resizer',
        warnings: [],
        action: 'published',
        tag: 'image-resizer@1.3.0',
      },
      ...{ commit: 'c'.repeat(40), tree: 'd'.repeat(40) },
    },
  };
});

afterEach(async () => {
  await removeFolders([root]);
  await registry.close();
});

const publish = (...args: string[]) =>
  run(root, ['functions', 'publish', ...args, '--registry', registry.url], {
    env: { AEROSTACK_API_KEY: 'ac_test' },
  });

it('prints version, tag, Hub link and install command', async () => {
  const { code, out } = await publish('image-resizer');
  expect(code).toBe(0);
  expect(out).toBe(
    [
      'Version  1.3.0',
      'Tag      image-resizer@1.3.0',
      `Hub      ${registry.url}/functions/alice/image-resizer`,
      'Install  aerostack functions install alice/image-resizer@1.3.0',
      '',
    ].join('\n'),
  );
  expect(registry.seen[0]).toMatchObject({
    path: '/api/community/functions/image-resizer/publish',
    body: '{}',
  });
});

it.each([
  ['{\n    "name": "Image resizer", // people\n    "version": "1.2.0"\n}\n', undefined],
  [
    '{\n\t"name": "Image resizer",\n\t"version": "1.2.0"\n}',
    '{\n\t"name": "Image resizer",\n\t"version": "1.3.0"\n}',
  ],
  [
    '{\r\n  "name": "Image resizer"\r\n}\r\n',
    '{\r\n  "name": "Image resizer",\r\n  "version": "1.3.0"\r\n}\r\n',
  ],
  [
    '{"slug":"image-resizer","version":"1.2.0","x":[1]}',
    '{"slug":"image-resizer","version":"1.3.0","x":[1]}',
  ],
  ['{"name": "Another", "version": "1.2.0"}', undefined],
  ['{"name": ', undefined],
])('writes a bump to the local aerostack.json of that function only: %j', async (before, after) => {
  await writeFiles(root, { 'aerostack.json': before });
  expect(await publish('image-resizer', '--bump', 'minor')).toMatchObject({ code: 0 });
  expect(JSON.parse(registry.seen[0]!.body)).toEqual({ bump: 'minor' });
  expect(await readFile(join(root, 'aerostack.json'), 'utf8')).toBe(after ?? before);
});

it('writes nothing locally without a bump', async () => {
  await writeFiles(root, { 'aerostack.json': '{"name": "Image resizer"}' });
  await publish('image-resizer');
  expect(await readFile(join(root, 'aerostack.json'), 'utf8')).toBe('{"name": "Image resizer"}');
});

it('passes on what the registry refuses', async () => {
  answer = { status: 409, json: { error: 'There is 1.2.0', code: 'VERSION_EXISTS', hint: 'Free: 1.2.1' } };
  const result = await publish('image-resizer');
  expect(result).toMatchObject({
    code: 5,
    out: '',
    err: 'error VERSION_EXISTS: There is 1.2.0\nhint: Free: 1.2.1\n',
  });
});

it.each(['../x', 'A', 'fn_1/..', 'a/b'])(
  'sends no request for what is neither an ID nor a slug: %s',
  async (name) => {
    expect(await publish(name)).toMatchObject({ code: 2, err: expect.stringContaining('or the slug alone') });
    expect(registry.seen).toEqual([]);
  },
);
