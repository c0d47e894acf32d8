import { validateWorkflow } from '@action-validator/core';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { editWorkflow } from './editWorkflow.ts';

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
    expect(text.startsWith(EXISTING)).toBe(true);
    expect(validateWorkflow(text).errors).toEqual([]);
    expect(github(text)).toBe(text);
    expect(github(EXISTING.replaceAll('\n', '\r\n'))).toBe(text.replaceAll('\n', '\r\n'));
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
