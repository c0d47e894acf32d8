import { Argument, type Command } from '@commander-js/extra-typings';
import type { CliContext } from '../context.ts';

/** Declares what connects repositories with services that run pipelines. */
export function declareCiCommands(program: Command, context: CliContext): void {
  const ci = program.command('ci').description('publish from GitHub Actions and GitLab CI/CD');
  ci.command('init')
    .description('write a workflow that publishes, or add the job to one that is there')
    .addArgument(new Argument('<service>').choices(['github', 'gitlab'] as const))
    .option('--dir <dir>', 'the repository; else the one around the current folder')
    .option('--file <file>', 'the workflow, by its path in the repository')
    .option('--job <name>', 'what the job is called; else aerostack')
    .action(async (service, options) =>
      (await import('../commands/ciInit.ts')).ciInit(service, options, context),
    );
  ci.command('connect')
    .description('give a repository a key as a secret, and propose the workflow that publishes with it')
    .addArgument(new Argument('<service>').choices(['github'] as const))
    .argument('<repository>', 'owner/repo')
    .option('--key-stdin', 'read the key from stdin; else one is made that may push and publish')
    .option('--renew-key', 'replace the secret, where there is one')
    .option('--file <file>', 'the workflow, by its path in the repository')
    .option('--github-api <url>', "the API of GitHub Enterprise; else GITHUB_API_URL, else GitHub's own")
    .action(async (_service, repository, options) =>
      (await import('../commands/ciConnect.ts')).ciConnect(repository, options, context),
    );
}
