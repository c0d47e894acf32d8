import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateAction, validateWorkflow } from '@action-validator/core';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '..');
const read = (path: string): unknown => parse(readFileSync(join(ROOT, path), 'utf8'));

const gitlab = z.object({
  test: z.object({
    image: z.string(),
    parallel: z.object({ matrix: z.array(z.object({ NODE_MAJOR: z.array(z.string()) })) }),
    before_script: z.array(z.string()),
    script: z.array(z.string()),
  }),
});

const github = z.object({
  on: z.object({ push: z.unknown(), pull_request: z.unknown() }),
  jobs: z.object({
    test: z.object({
      container: z.string(),
      strategy: z.object({ matrix: z.object({ node: z.array(z.string()) }) }),
      steps: z.array(z.union([z.strictObject({ run: z.string() }), z.strictObject({ uses: z.string() })])),
    }),
  }),
});

function gitlabPipeline() {
  const { image, parallel, before_script, script } = gitlab.parse(read('.gitlab-ci.yml')).test;
  return {
    image,
    nodes: parallel.matrix.flatMap((entry) => entry.NODE_MAJOR),
    commands: [...before_script, ...script],
  };
}

function githubPipeline() {
  const { container, strategy, steps } = github.parse(read('.github/workflows/ci.yml')).jobs.test;
  const commands = steps.flatMap((step) => ('run' in step ? [step.run] : []));
  return { image: container, nodes: strategy.matrix.node, commands };
}

describe.each([
  ['GitLab', gitlabPipeline],
  ['GitHub', githubPipeline],
])('the pipeline on %s', (_, pipeline) => {
  it('installs what the lock file says, then checks, then tests', () => {
    const { commands } = pipeline();
    const steps = [/^npm ci\b/, /^npm run check$/, /^npm test$/].map((step) =>
      commands.findIndex((line) => step.test(line)),
    );
    expect(steps).not.toContain(-1);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  });

  it('has git and a browser', () => {
    expect(pipeline().commands.find((line) => line.startsWith('apt-get install'))).toMatch(
      / git chromium jq curl$/,
    );
  });

  it('runs on every supported Node', () => {
    expect(pipeline().nodes).toEqual(['20', '22']);
    expect(pipeline().image).toMatch(/^node:.*-bookworm$/);
  });
});

describe('the fixture function that the pipelines publish', () => {
  const step = z.object({ if: z.string(), with: z.record(z.string(), z.string()) });

  it('is named where there is a key only, on GitHub', () => {
    const text = readFileSync(join(ROOT, '.github/workflows/ci.yml'), 'utf8');
    const { jobs } = z
      .object({
        jobs: z.object({ publish: z.object({ needs: z.literal('test'), steps: z.array(z.unknown()) }) }),
      })
      .parse(parse(text));
    const publish = step.parse(jobs.publish.steps.at(-1));
    expect(publish.if).toBe("env.AEROSTACK_API_KEY != ''");
    const action = readFileSync(join(ROOT, '.github/actions/publish/action.yml'), 'utf8');
    expect(Object.keys(parse(action).inputs)).toEqual(expect.arrayContaining(Object.keys(publish.with)));
    expect(existsSync(join(ROOT, publish.with.folders!, 'aerostack.json'))).toBe(true);
  });

  it('is named where there is a key only, on GitLab', () => {
    const included = z.object({
      include: z.tuple([
        z.object({
          local: z.string(),
          inputs: z.record(z.string(), z.union([z.string(), z.boolean()])),
          rules: z.tuple([z.strictObject({ if: z.literal('$AEROSTACK_API_KEY') })]),
        }),
      ]),
    });
    const [{ local, inputs }] = included.parse(read('.gitlab-ci.yml')).include;
    const [header] = parseAllDocuments(readFileSync(join(ROOT, local), 'utf8'));
    expect(Object.keys(header?.toJS().spec.inputs)).toEqual(expect.arrayContaining(Object.keys(inputs)));
    expect(existsSync(join(ROOT, String(inputs.folders), 'aerostack.json'))).toBe(true);
  });
});

it('workflows and the Action fit the schemas of GitHub', () => {
  const text = (path: string) => readFileSync(join(ROOT, path), 'utf8');
  expect(validateWorkflow(text('.github/workflows/ci.yml')).errors).toEqual([]);
  expect(validateAction(text('.github/actions/publish/action.yml')).errors).toEqual([]);
});
