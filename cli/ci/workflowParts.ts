/** The service that runs pipelines. */
export type Service = 'github' | 'gitlab';

/** Where a service looks for what it is to run. */
export const WORKFLOW_FILES: Readonly<Record<Service, string>> = {
  github: '.github/workflows/aerostack.yml',
  gitlab: '.gitlab-ci.yml',
};

/** What the job is called that publishes. */
export const JOB = 'aerostack';
const RUN = 'npm exec --yes --package="$AEROSTACK_API_URL/aerostack.tgz" -- aerostack functions publish --ci';

/** The job that publishes to a registry; where that is not known, to the one that the service's variables name. */
export function publishingJob(service: Service, registryUrl: string | undefined): Record<string, unknown> {
  return service === 'github' ? githubJob(registryUrl) : gitlabJob(registryUrl);
}

/** The step of a job on GitHub that publishes. */
export function publishingStep(): Record<string, unknown> {
  const env = {
    AEROSTACK_API_KEY: expression('secrets.AEROSTACK_API_KEY'),
    GITHUB_TOKEN: expression('github.token'),
  };
  return { name: 'Publish functions', env, run: RUN };
}

function githubJob(registryUrl: string | undefined): Record<string, unknown> {
  return {
    'runs-on': 'ubuntu-latest',
    permissions: { contents: 'read', statuses: 'write' },
    env: { AEROSTACK_API_URL: registryUrl ?? expression('vars.AEROSTACK_API_URL') },
    steps: [
      { uses: 'actions/checkout@v4' },
      { uses: 'actions/setup-node@v4', with: { 'node-version': 22 } },
      publishingStep(),
    ],
  };
}

function gitlabJob(registryUrl: string | undefined): Record<string, unknown> {
  return {
    image: 'node:22-bookworm-slim',
    rules: [
      { if: '$CI_COMMIT_TAG' },
      { if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH' },
      // Only validates there.
      { if: '$CI_PIPELINE_SOURCE == "merge_request_event"' },
    ],
    ...(registryUrl ? { variables: { AEROSTACK_API_URL: registryUrl } } : {}),
    script: [`${RUN} --dotenv aerostack.env --codequality aerostack-quality.json`],
    artifacts: {
      when: 'always',
      reports: { dotenv: 'aerostack.env', codequality: 'aerostack-quality.json' },
    },
  };
}

function expression(text: string): string {
  return `\${{ ${text} }}`;
}

/** What stands before the jobs of a new file, for the pushes of a branch. */
export const NEW_WORKFLOW: Readonly<Record<Service, (branch: string) => string>> = {
  github: (branch) => `# Sends what differs to the registry on each push to the default branch, and publishes
# releases: tags v<version> and <slug>@<version>.
name: Publish functions
on:
  push:
    branches: [${/^[A-Za-z][\w./-]*$/.test(branch) ? branch : JSON.stringify(branch)}]
    tags: ['v*', '*@*']
`,
  gitlab:
    () => `# Sends what differs to the registry on each push to the default branch, and publishes releases: tags v<version> and
# <slug>@<version>. The key is the masked variable AEROSTACK_API_KEY of the project.
`,
};
