import { describe, expect, test } from 'vitest';
import { isRegistryError } from '../contract/errors.ts';
import type { FunctionId, Oid, Slug, Username, Version } from '../contract/names.ts';
import { contentOfRequest, withVersion } from './functionTree.ts';
import { treeOfFiles } from './gitObjects.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { type PublishState, planChosen, planPublish } from './planPublish.ts';
import { planUpsert } from './planUpsert.ts';
import type { PublishedVersion } from './publishedVersion.ts';

const ID = 'fn_1' as FunctionId;
const TIP = 'a'.repeat(40) as Oid;

function content(code: string, version?: string) {
  return contentOfRequest({ name: 'x', code, version }, DEFAULT_LIMITS);
}

function published(version: string, code: string): PublishedVersion {
  const tree = treeOfFiles(withVersion(content(code), version as Version).files).oid;
  const names = {
    account: 'alice' as Username,
    publisher: 'alice' as Username,
    slug: 'x' as Slug,
    version: version as Version,
  };
  return { ...names, functionId: ID, source: 'cli', publishedAt: 0, tagOid: TIP, commit: TIP, tree };
}

function state(code: string, version: string | undefined, ...versions: PublishedVersion[]): PublishState {
  return {
    account: 'alice' as Username,
    now: 5,
    functionId: ID,
    source: 'cli',
    content: content(code, version),
    tip: TIP,
    published: versions,
    takenDown: [],
  };
}

const versionOf = (decision: ReturnType<typeof planPublish>) =>
  decision.kind === 'write' ? decision.write.version : `unchanged ${decision.version.version}`;

const refusal = (action: () => unknown) => {
  try {
    action();
  } catch (error) {
    if (isRegistryError(error)) return error;
  }
  throw new Error('was not refused');
};

describe('a version that somebody chose where the registry would choose', () => {
  const chosen = '1.0.0' as Version;

  test('is the one that is published', () => {
    expect(versionOf(planChosen(state('a', undefined), chosen))).toBe('1.0.0');
    expect(versionOf(planChosen(state('a', undefined, published('1.0.0', 'a')), chosen))).toBe(
      'unchanged 1.0.0',
    );
  });

  test('is refused where another draft has taken it meanwhile, and nothing else is published in its place', () => {
    const taken = state('b', undefined, published('1.0.0', 'a'));
    expect(refusal(() => planChosen(taken, chosen)).code).toBe('VERSION_EXISTS');
    const other = state('a', undefined, published('1.0.0', 'a'));
    expect(refusal(() => planChosen(other, '1.0.1' as Version)).code).toBe('PRECONDITION_FAILED');
  });
});

describe('where a version was taken down', () => {
  const gone = (version: string, code: string) => ({
    ...published(version, code),
    ...{ takenDownAt: 5, reason: 'holds a token' },
  });
  const goneBefore = (code: string, version: string | undefined, ...versions: PublishedVersion[]) => ({
    ...state(code, version, ...versions),
    takenDown: [gone('1.1.0', 'secret')],
  });

  test('its number is not given again, whoever chooses', () => {
    const error = refusal(() => planPublish(goneBefore('b', '1.1.0', published('1.0.0', 'a')), undefined));
    expect([error.code, error.message]).toEqual(['VERSION_EXISTS', expect.stringContaining('taken down')]);
    expect(error.hint).toContain('1.1.1 (patch)');
    expect(versionOf(planPublish(goneBefore('b', undefined, published('1.0.0', 'a')), undefined))).toBe(
      '1.1.1',
    );
    expect(versionOf(planPublish(goneBefore('b', undefined), undefined))).toBe('1.1.1');
    expect(versionOf(planPublish(goneBefore('b', '1.0.0', published('1.0.0', 'a')), 'minor'))).toBe('1.2.0');
  });

  test('the same files are refused under every number', () => {
    for (const [version, bump] of [['1.1.0'], ['2.0.0'], [undefined], ['1.0.0', 'major']])
      expect(refusal(() => planPublish(goneBefore('secret', version), bump)).code).toBe('VERSION_TAKEN_DOWN');
  });

  test('what is left is shown, though its number is lower', () => {
    const decision = planPublish(goneBefore('c', '1.0.1', published('1.0.0', 'a')), undefined);
    expect(decision).toMatchObject({ kind: 'write', write: { version: '1.0.1', restore: undefined } });
  });
});

describe('without a stated version', () => {
  test('the first is 1.0.0, then the next free patch, and the same content again is unchanged', () => {
    expect(versionOf(planPublish(state('a', undefined), undefined))).toBe('1.0.0');
    expect(versionOf(planPublish(state('b', undefined, published('1.0.0', 'a')), undefined))).toBe('1.0.1');
    expect(
      versionOf(
        planPublish(state('a', undefined, published('1.0.0', 'a'), published('1.0.1', 'b')), undefined),
      ),
    ).toBe('unchanged 1.0.0');
  });
  test('the published files state the version that was taken', () => {
    const decision = planPublish(state('a', undefined), undefined);
    expect(
      decision.kind === 'write' &&
        Buffer.from(decision.write.files.get('aerostack.json' as never)!).toString(),
    ).toContain('"version": "1.0.0"');
  });
});

describe('with a stated version', () => {
  test('the same tree is unchanged, another one is refused with the next free versions', () => {
    const existing = [published('1.0.0', 'a'), published('1.0.1', 'b')];
    expect(versionOf(planPublish(state('a', '1.0.0', ...existing), undefined))).toBe('unchanged 1.0.0');
    const error = refusal(() => planPublish(state('c', '1.0.0', ...existing), undefined));
    expect(error.code).toBe('VERSION_EXISTS');
    expect(error.hint).toContain('1.0.2 (patch), 1.1.0 (minor), 2.0.0 (major)');
  });
  test('a backport and a prerelease restore the highest stable version', () => {
    const two = published('2.0.0', 'b');
    for (const version of ['1.0.5', '3.0.0-beta.1']) {
      const decision = planPublish(state('c', version, two), undefined);
      expect(decision.kind === 'write' && decision.write.restore).toEqual({
        version: '2.0.0',
        tree: two.tree,
      });
    }
    const plain = planPublish(state('c', '2.1.0', two), undefined);
    expect(plain.kind === 'write' && plain.write.restore).toBeUndefined();
  });
});

describe('with a bump', () => {
  test.each([
    ['patch', '2.0.1'],
    ['minor', '2.1.0'],
    ['major', '3.0.0'],
    ['1.0.7', '1.0.7'],
  ])('%s gives %s, above both what is stated and what is published', (bump, expected) => {
    const decision = planPublish(state('c', '1.0.0', published('1.0.0', 'a'), published('2.0.0', 'b')), bump);
    expect(versionOf(decision)).toBe(expected);
    expect(decision.kind === 'write' && decision.bumped?.manifest.version).toBe(expected);
  });
  test('a bump that is no version is refused', () => {
    const { code, message } = refusal(() => planPublish(state('c', '1.0.0'), 'newest'));
    expect({ code, message }).toEqual({
      code: 'INVALID_VERSION',
      message: '"newest" is neither patch, minor, major nor a version',
    });
  });
});

describe('an upsert', () => {
  const publish = (code: string, version: string, ...versions: PublishedVersion[]) => {
    const { account, now, tip, published, takenDown } = state(code, version, ...versions);
    return { account, now, tip, published, takenDown };
  };
  const branch = (code: string, version: string) => ({
    branch: { kind: 'slug', slug: 'x' as Slug } as const,
    commit: TIP,
    tree: treeOfFiles(content(code, version).files).oid,
    functionId: ID,
  });
  test('is created, updated, unchanged', () => {
    const origin = { source: 'ci' } as const;
    const newId = 'fn_2' as FunctionId;
    const run = (
      current: ReturnType<typeof branch> | undefined,
      code: string,
      publishing: boolean,
      ...versions: PublishedVersion[]
    ) =>
      planUpsert(
        { branch: current, newId, publish: publish(code, '1.0.0', ...versions) },
        content(code, '1.0.0'),
        origin,
        publishing,
      );
    expect(run(undefined, 'a', false)).toMatchObject({ action: 'created', functionId: newId });
    expect(run(branch('a', '1.0.0'), 'b', false)).toMatchObject({
      action: 'updated',
      functionId: ID,
      branch: { old: TIP },
    });
    expect(run(branch('a', '1.0.0'), 'a', false)).toMatchObject({ action: 'unchanged', branch: undefined });
    expect(run(branch('a', '1.0.0'), 'a', true)).toMatchObject({
      action: 'updated',
      branch: undefined,
      publish: { kind: 'write' },
    });
    expect(run(branch('a', '1.0.0'), 'a', true, published('1.0.0', 'a'))).toMatchObject({
      action: 'unchanged',
      publish: { kind: 'unchanged' },
    });
    expect(refusal(() => run(branch('a', '1.0.0'), 'b', true, published('1.0.0', 'a'))).code).toBe(
      'VERSION_EXISTS',
    );
  });
});
