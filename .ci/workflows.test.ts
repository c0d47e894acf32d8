import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
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
