import { type Command, Option } from '@commander-js/extra-typings';
import { TEMPLATES } from '../../server/contract/templates.ts';
import { CATEGORIES, LANGUAGES } from '../../server/contract/vocabulary.ts';
import type { CliContext } from '../context.ts';

/** Declares what an author does with a function. */
export function declareOwnFunctionCommands(functions: Command, context: CliContext): void {
  functions
    .command('init')
    .description('start a function from a template')
    .argument('[dir]', 'its folder; else the current one')
    .addOption(new Option('--template <template>', 'what to start from').choices(TEMPLATES))
    .addOption(new Option('--language <language>', 'of the template "function"').choices(LANGUAGES))
    .option('--name <name>', 'what people call it')
    .option('--description <sentence>', 'what it does')
    .addOption(new Option('--category <category>', 'where the Hub lists it').choices(CATEGORIES))
    .action(async (dir, options) => (await import('../commands/init.ts')).init(dir, options, context));
  functions
    .command('validate')
    .description('check a function as the registry would, without one')
    .argument('[file]', 'its entrypoint or its folder; else the current folder')
    .addOption(
      new Option('--format <format>', 'how findings are written').choices([
        'human',
        'json',
        'github',
        'gitlab',
      ] as const),
    )
    .option('--strict', 'fail on warnings as well as on errors')
    .action(async (file, options) =>
      (await import('../commands/validate.ts')).validate(file, options, context),
    );
  functions
    .command('push')
    .description('push a function as a new draft')
    .argument('[file]', 'its entrypoint or its folder; else the current folder')
    .option('--allow-secrets', 'push even what looks like a secret')
    .action(async (file, options) => (await import('../commands/push.ts')).push(file, options, context));
  functions
    .command('import')
    .description('make a draft of a function in a repository on GitHub')
    .argument('<repository>', 'github:owner/repo[/path][#ref]')
    .option('--allow-secrets', 'import even what looks like a secret')
    .option('--github-api <url>', "the API of GitHub Enterprise; else GITHUB_API_URL, else GitHub's own")
    .action(async (name, options) =>
      (await import('../commands/import.ts')).importFunction(name, options, context),
    );
  functions
    .command('publish')
    .description(
      'publish a draft as a version that never changes; with --ci, what a pipeline has in its folders',
    )
    .argument('[names...]', 'the function ID that push printed, or a slug; with --ci, folders')
    .option('--bump <level>', 'patch, minor, major or an exact version')
    .option('--allow-secrets', 'publish even what looks like a secret')
    .option(
      '--ci',
      'send the functions of folders, or of all that are here, that differ from what is published',
    )
    .option(
      '--branch <name>',
      'with --ci: the branch that is sent; else the default one, and others only validate',
    )
    .option('--publish', 'with --ci: publish, whatever the job is for; else only for the tag of a release')
    .option('--dotenv <file>', 'with --ci: write variables for later jobs of GitLab')
    .option('--codequality <file>', "with --ci: write findings as GitLab's Code Quality report")
    .action(async (names, options) => {
      if (options.ci) return (await import('../commands/publishCi.ts')).publishCi(names, options, context);
      await (await import('../commands/publish.ts')).publish(names, options, context);
    });
}
