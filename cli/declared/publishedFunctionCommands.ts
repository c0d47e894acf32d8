import { type Command, Option } from '@commander-js/extra-typings';
import { CATEGORIES, LANGUAGES, SORTS } from '../../server/contract/vocabulary.ts';
import type { CliContext } from '../context.ts';

/** Declares how functions are installed and looked up. */
export function declarePublishedFunctionCommands(functions: Command, context: CliContext): void {
  functions
    .command('install')
    .description('install functions into services/, or restore those that aerostack.toml lists')
    .argument('[functions...]', '[username/]slug[@range]')
    .option('--as <name>', 'the name of its folder, where the slug is taken')
    .option('--force', 'replace files that were changed locally')
    .option('--install-deps', "add missing npm packages with the project's package manager")
    .option('--env-files', 'make .env.example for the names of environment variables, where there is none')
    .option('--frozen', 'for CI: write nothing, and fail where services/ is not what aerostack.toml records')
    .action(async (names, options) =>
      (await import('../commands/install.ts')).install(names, options, context),
    );
  functions
    .command('list')
    .description('list published functions')
    .option('--mine', 'list your own drafts and slug branches')
    .addOption(categoryFilter())
    .option('--tag <tag>')
    .addOption(languageFilter())
    .option('--author <username>')
    .addOption(new Option('--sort <order>').choices(SORTS.filter((order) => order !== 'relevance')))
    .option('--limit <count>', 'at most 100')
    .option('--cursor <cursor>', 'go on where the page before ended')
    .action(async (options) => (await import('../commands/list.ts')).list(options, context));
  functions
    .command('search')
    .description('find published functions by words in their name, tags, description and README')
    .argument('<words...>', 'each must occur; the last may be the beginning of a word')
    .addOption(categoryFilter())
    .option('--tag <tag>')
    .addOption(languageFilter())
    .option('--author <username>')
    .addOption(new Option('--sort <order>').choices(SORTS))
    .option('--limit <count>', 'at most 100')
    .option('--cursor <cursor>', 'go on where the page before ended')
    .action(async (words, options) =>
      (await import('../commands/search.ts')).search(words, options, context),
    );
  functions
    .command('info')
    .description('show a published function and its versions')
    .argument('<function>', '[username/]slug[@range]')
    .action(async (name) => (await import('../commands/info.ts')).info(name, context));
  functions
    .command('versions')
    .description('list the versions of a published function')
    .argument('<function>', '[username/]slug[@range]')
    .action(async (name) => (await import('../commands/versions.ts')).versions(name, context));
  functions
    .command('open')
    .description("show a draft's page in the Admin, or a function's page on the Hub, in the browser")
    .argument('<id-or-function>', 'a function ID of yours, or [username/]slug[@range]')
    .option('--print', 'print the address only')
    .action(async (name, options) => (await import('../commands/open.ts')).open(name, options, context));
  functions
    .command('pull')
    .description('write the files of a draft or version into a folder')
    .argument('<id-or-function>', 'a function ID of yours, or [username/]slug[@range]')
    .argument('[dir]', 'the folder; else one named like the function')
    .option('--force', 'replace files that differ')
    .action(async (name, dir, options) =>
      (await import('../commands/pull.ts')).pull(name, dir, options, context),
    );
}

const categoryFilter = () => new Option('--category <category>').choices(CATEGORIES);
const languageFilter = () => new Option('--language <language>').choices(LANGUAGES);
