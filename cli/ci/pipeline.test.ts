import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeFolder, removeFolders } from '../fixtures/testContext.ts';
import { onlyValidates } from './onlyValidates.ts';
import { readPipeline } from './pipeline.ts';

type Env = Readonly<Record<string, string>>;

/** What is said of a job; `.` where it may send. */
async function said(env: Env, asked: { publish?: boolean; branch?: string } = {}) {
  const { publish = false, branch } = asked;
  return onlyValidates(await readPipeline({ env }), { publish, branch }) ?? '.';
}

describe('a job on GitHub', () => {
  const job = async (
    name: string,
    more: Env = {},
    event: unknown = { repository: { default_branch: 'trunk' } },
  ) => {
    const root = await makeFolder({
      'event.json': typeof event === 'string' ? event : JSON.stringify(event),
    });
    onTestFinished(() => removeFolders([root]));
    const GITHUB_EVENT_PATH = join(root, 'event.json');
    return {
      GITHUB_ACTIONS: 'true',
      GITHUB_REF_TYPE: 'branch',
      GITHUB_REF_NAME: name,
      GITHUB_EVENT_PATH,
      ...more,
    };
  };

  it('sends from the default branch and for tags only, as the file of the event tells', async () => {
    expect(await said(await job('trunk'))).toBe('.');
    expect(await said(await job('topic'))).toMatch(/"topic", not for "trunk".*--branch topic/);
    expect(await said(await job('v1.0.0', { GITHUB_REF_TYPE: 'tag' }))).toBe('.');
  });

  it('never sends for a pull request, whatever it is asked', async () => {
    for (const GITHUB_EVENT_NAME of ['pull_request', 'pull_request_target']) {
      const env = await job('trunk', { GITHUB_EVENT_NAME });
      for (const asked of [{}, { publish: true }, { branch: 'trunk' }])
        expect(await said(env, asked)).toContain('pull request');
    }
  });

  it('sends from the branch that is named, and where it is asked to publish', async () => {
    expect(await said(await job('next'), { branch: 'next' })).toBe('.');
    expect(await said(await job('trunk'), { branch: 'next', publish: true })).toContain('not for "next"');
    expect(await said(await job('topic'), { publish: true })).toBe('.');
  });

  it.each(['not JSON', null, {}, { repository: { default_branch: 5 } }])(
    'sends where the event does not tell the default branch: %j',
    async (event) => expect(await said(await job('topic', {}, event))).toBe('.'),
  );
});

describe('a job on GitLab', () => {
  const job = (more: Env) => ({ GITLAB_CI: 'true', CI_DEFAULT_BRANCH: 'main', ...more });

  it.each([
    [{ CI_COMMIT_BRANCH: 'main' }, /^\.$/],
    [{ CI_COMMIT_TAG: 'v1.0.0' }, /^\.$/],
    [{ CI_COMMIT_BRANCH: 'topic' }, /"topic", not for "main"/],
    [{ CI_PIPELINE_SOURCE: 'merge_request_event' }, /merge request/],
    [{ CI_MERGE_REQUEST_IID: '5' }, /merge request/],
  ] as [Env, RegExp][])('%j', async (env, words) => expect(await said(job(env))).toMatch(words));
});
