import { validateWorkflow } from '@action-validator/core';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { editWorkflow } from './editWorkflow.ts';
import { triggerWarnings } from './releaseTriggers.ts';

const URL = 'https://functions.example.org';
const github = (text?: string, url: string | undefined = URL) => editWorkflow(text, 'github', url, 'ci.yml');
const gitlab = (text?: string, url: string | undefined = URL) =>
  editWorkflow(text, 'gitlab', url, '.gitlab-ci.yml');

const EXISTING = `# Ours.
name: CI   # keep me
on:
    push: { branches: [main] }
jobs:
    # The tests.
    test:
        runs-on: ubuntu-latest
        steps:
        - run: "npm test" # all of them
        - run: |
            echo one
            echo two
`;

describe('a workflow of GitHub', () => {
  it('is written whole where there is none, fits the schema, and is right the second time', () => {
    const text = github();
    expect(validateWorkflow(text).errors).toEqual([]);
    expect(parse(text)).toMatchObject({
      on: { push: { branches: ['main'], tags: ['v*', '*@*'] } },
      jobs: { aerostack: { env: { AEROSTACK_API_URL: URL } } },
    });
    expect(github(text)).toBe(text);
    expect(github(text, undefined)).toBe(text);
    expect(editWorkflow(undefined, 'github', undefined, 'x')).toContain('{{ vars.AEROSTACK_API_URL }}');
  });

  it('keeps comments, other jobs and how it is written, with either line end', () => {
    const text = github(EXISTING);
    const tagged = EXISTING.replace('[main] }', "[main], tags: ['v*', '*@*'] }");
    expect(text.startsWith(tagged)).toBe(true);
    expect(validateWorkflow(text).errors).toEqual([]);
    expect(github(text)).toBe(text);
    expect(github(EXISTING.replaceAll('\n', '\r\n'))).toBe(text.replaceAll('\n', '\r\n'));
  });

  it.each([
    [
      'on:\n  push:\n    branches: [main]\n  # Proposals.\n  pull_request:\n',
      "branches: [main]\n    tags: ['v*', '*@*']\n  # Proposals.",
    ],
    [
      'on:\n  push:\n    branches:\n      - main # ours\n\n  pull_request:\n',
      "- main # ours\n    tags: ['v*', '*@*']\n",
    ],
    ["on:\n  pull_request: {}\n  push: { branches: ['a'] }\n", "['a'], tags: ['v*', '*@*'] }"],
  ])('releases by tag, and leaves pull requests alone: %j', (on, expected) => {
    const text = github(`${on}jobs:\n  test:\n    runs-on: x\n    steps: [{ run: x }]\n`);
    expect(text).toContain(expected);
    expect(parse(text).jobs.aerostack.if).toContain("github.event_name == 'push'");
    expect(triggerWarnings(text)).toEqual([]);
    expect(github(text)).toBe(text);
  });

  it('warns where it would never publish, and touches no tags that its owner has chosen', () => {
    const jobs = 'jobs:\n  test: {}\n';
    expect(triggerWarnings(github(`on: pull_request\n${jobs}`))).toEqual([
      expect.stringContaining('never publishes'),
    ]);
    const own = `on:\n  push:\n    tags: ['release-*']\n${jobs}`;
    expect(github(own).startsWith(own)).toBe(true);
    expect(triggerWarnings('on:\n  push: { branches: [main] }\n')).toEqual([
      expect.stringContaining('by tag'),
    ]);
    for (const on of ['push', '[push]', '{ push: }'])
      expect(triggerWarnings(github(`on: ${on}\n${jobs}`))).toEqual([]);
  });

  it('is of the default branch, and of a job that may have another name', () => {
    const text = editWorkflow(undefined, 'github', URL, 'ci.yml', { branch: 'trunk', job: 'publish' });
    expect(parse(text)).toMatchObject({ on: { push: { branches: ['trunk'] } }, jobs: { publish: {} } });
  });

  it('gets the new address, or the step that is missing, and keeps what its owner has changed', () => {
    const own = github().replace('publish --ci', 'publish --ci functions/*/').replace('22', '24 # newer');
    const moved = github(own, 'https://other.example.org');
    expect(moved).toBe(own.replace(URL, 'https://other.example.org'));
    const bare =
      'jobs:\n  aerostack:\n    runs-on: self-hosted # ours\n    steps:\n      - uses: actions/checkout@v4\n';
    expect(github(bare)).toMatch(/self-hosted # ours\n[\s\S]*checkout@v4\n +- name: Publish functions\n/);
  });
});

describe('a pipeline of GitLab', () => {
  it('is written whole where there is none, and is right the second time', () => {
    const text = gitlab();
    expect(parse(text).aerostack).toMatchObject({
      variables: { AEROSTACK_API_URL: URL },
      script: [expect.any(String)],
    });
    expect(gitlab(text)).toBe(text);
  });

  it('validates merge requests, and leaves a job of its name alone that is another', () => {
    expect(parse(gitlab()).aerostack.rules).toContainEqual({
      if: '$CI_PIPELINE_SOURCE == "merge_request_event"',
    });
    const other = 'aerostack:\n  script: [make rocket]\n';
    expect(() => gitlab(other)).toThrow(
      expect.objectContaining({ code: 'PROJECT_FILE', hint: expect.stringContaining('--job NAME') }),
    );
    const named = editWorkflow(other, 'gitlab', URL, 'x', { job: 'functions' });
    expect(named.startsWith(other)).toBe(true);
    expect(Object.keys(parse(named))).toEqual(['aerostack', 'functions']);
  });

  it('keeps what is there, and puts the job into a stage that there is', () => {
    const existing =
      "# Ours.\nstages: [build, ship]\n\ntest: &t\n  stage: build\n  script: ['true'] # quick\n\nlint:\n  <<: *t\n";
    const text = gitlab(existing);
    expect(text.startsWith(existing)).toBe(true);
    expect(parse(text).aerostack.stage).toBe('ship');
    expect(gitlab(text)).toBe(text);
  });
});

describe('what cannot be kept is refused', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghi'].map((name, at) => `${name}: &${name} [${`*${'abcdefghi'[at]},`.repeat(9)}]`).join('\n')}\n`;
  it.each([
    ['a list', '- a\n- b\n'],
    ['not YAML', 'jobs: [\n'],
    ['a name twice', 'jobs: {}\njobs: {}\n'],
    ['jobs that are a list', 'jobs:\n  - a\n'],
    ['a job that is text', 'jobs:\n  aerostack: x\n'],
    ['steps that are text', 'jobs:\n  aerostack:\n    steps: x\n'],
    ['jobs by an alias', 'x: &x {a: {}}\njobs: *x\n'],
    ['an alias bomb', bomb],
    ['brackets without end', `a: ${'['.repeat(20_000)}`],
    ['two documents', 'a: 1\n---\nb: 2\n'],
    ['too much of it', `a: ${'x'.repeat(300_000)}\n`],
  ])('%s', (_, text) => {
    expect(() => github(text)).toThrow(expect.objectContaining({ code: 'PROJECT_FILE' }));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('a component', () => expect(() => gitlab('spec: {}\n')).toThrow('component'));
});
