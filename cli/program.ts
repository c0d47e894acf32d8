import { Argument, Command, CommanderError, Option } from '@commander-js/extra-typings';
import { ERRORS } from '../server/contract/errors.ts';
import { shownJson } from '../server/contract/shown.ts';
import { TEMPLATES } from '../server/contract/templates.ts';
import { CATEGORIES, LANGUAGES, SORTS } from '../server/contract/vocabulary.ts';
import type { CliContext } from './context.ts';
import { examplesOf } from './examples.ts';
import { EXIT, type ExitCode, exitCodeOf, exitCodeOfEnd } from './exitCodes.ts';
import { createOutput } from './output.ts';

/** Commands that reach into the server, declared by {@link registerOperatorCommands} once one of them is named. */
const OPERATOR_COMMANDS: Readonly<Record<string, string>> = {
  serve: 'run the registry',
  account: 'create accounts',
  key: 'create keys',
  reindex: 'rebuild the search index from git',
};

/** Parses the arguments (without node and script), runs the command they name, and says how it ended. */
export async function runProgram(argv: readonly string[], context: CliContext): Promise<ExitCode> {
  const program = new Command('aerostack');
  try {
    await declare(program, argv, context);
    await program.parseAsync([...argv], { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    if (error instanceof CommanderError) return endOfParsing(error, argv, context);
    const end = exitCodeOfEnd(error);
    if (end !== undefined) return end;
    createOutput(context).error(error);
    return exitCodeOf(error);
  }
}

/** The words for people are written already; under `--json` a program gets its own, even where nothing could be parsed. */
function endOfParsing(error: CommanderError, argv: readonly string[], context: CliContext): ExitCode {
  if (error.exitCode === 0) return EXIT.ok;
  if (argv.includes('--json')) {
    const message = error.code === 'commander.help' ? 'A command is missing' : error.message;
    const sentence = message.replace(/^error: /, '').split('\n', 1)[0];
    const said = { error: sentence, code: 'USAGE', hint: ERRORS.USAGE.hint, details: [] };
    context.stdout.write(`${shownJson(said)}\n`);
  }
  return EXIT.usage;
}

async function declare(program: Command, argv: readonly string[], context: CliContext): Promise<void> {
  program
    .description('Push, publish and install reusable functions.')
    .version(context.version)
    .option('--registry <url>', 'the registry to talk to (else AEROSTACK_API_URL, aerostack.toml, the login)')
    .option('--json', 'write the result as JSON to stdout')
    .option('--yes', 'ask nothing: answer with yes, or with what is usual')
    .option('--dry-run', 'say what would be done, and do nothing')
    .option('--quiet', 'write warnings and errors only')
    .option('--verbose', 'say more, and show where an error came from')
    .option('--no-color', 'write no colours')
    .hook('preAction', () => void Object.assign(context.flags, program.opts()))
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('See `aerostack help`.');
  declareAccountCommands(program, context);
  declareFunctionCommands(program, context);
  declareGitCommands(program, context);
  declareToolCommands(program, context);
  await declareOperatorCommands(program, argv, context);
  inheritSettings(program);
}

function declareAccountCommands(program: Command, context: CliContext): void {
  program
    .command('login')
    .description('log in to a registry: with a key, or on a terminal with an e-mail address and a password')
    .option('--key <key>', 'the key, or - to read it from stdin')
    .action(async (options) => (await import('./commands/login.ts')).login(options, context));
  program
    .command('logout')
    .description('forget the stored key, and revoke it where a password was exchanged for it')
    .action(async () => (await import('./commands/logout.ts')).logout(context));
  program
    .command('whoami')
    .description('tell whose key is used')
    .action(async () => (await import('./commands/whoami.ts')).whoami(context));
}

function declareGitCommands(program: Command, context: CliContext): void {
  program
    .command('remote')
    .description('push and fetch with git')
    .command('add')
    .description(
      'add an account as a remote of the git repository here; git then gets the key from the login',
    )
    .argument('[account]', 'whose functions; else your own')
    .option('--name <remote>', 'what git calls it', 'aerostack')
    .option('--private', 'fetch your drafts and slug branches too')
    .action(async (account, options) =>
      (await import('./commands/remote.ts')).addRemote(account, options, context),
    );
  // For git to run, which also names operations that this program need not know.
  program
    .command('credential', { hidden: true })
    .description('give git the key of the login')
    .argument('<operation>')
    .action(async (operation) => (await import('./commands/credential.ts')).credential(operation, context));
}

function declareToolCommands(program: Command, context: CliContext): void {
  program
    .command('doctor')
    .description('check what commands need, and say what to do about what is wrong')
    .action(async () => (await import('./commands/doctor.ts')).doctor(context));
  program
    .command('completion')
    .description('print the script that lets a shell complete commands and options')
    .addArgument(new Argument('<shell>').choices(['bash', 'zsh', 'fish'] as const))
    .action(async (shell) => (await import('./commands/completion.ts')).completion(shell, program, context));
}

function declareFunctionCommands(program: Command, context: CliContext): void {
  const functions = program.command('functions').description('push, publish, install and look up functions');
  functions
    .command('init')
    .description('start a function from a template')
    .argument('[dir]', 'its folder; else the current one')
    .addOption(new Option('--template <template>', 'what to start from').choices(TEMPLATES))
    .addOption(new Option('--language <language>', 'of the template "function"').choices(LANGUAGES))
    .option('--name <name>', 'what people call it')
    .option('--description <sentence>', 'what it does')
    .addOption(new Option('--category <category>', 'where the Hub lists it').choices(CATEGORIES))
    .action(async (dir, options) => (await import('./commands/init.ts')).init(dir, options, context));
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
      (await import('./commands/validate.ts')).validate(file, options, context),
    );
  functions
    .command('push')
    .description('push a function as a new draft')
    .argument('[file]', 'its entrypoint or its folder; else the current folder')
    .option('--allow-secrets', 'push even what looks like a secret')
    .action(async (file, options) => (await import('./commands/push.ts')).push(file, options, context));
  functions
    .command('publish')
    .description('publish a draft as a version that never changes')
    .argument('<id-or-slug>', 'the function ID that push printed, or a slug')
    .option('--bump <level>', 'patch, minor, major or an exact version')
    .option('--allow-secrets', 'publish even what looks like a secret')
    .action(async (name, options) => (await import('./commands/publish.ts')).publish(name, options, context));
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
      (await import('./commands/install.ts')).install(names, options, context),
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
    .action(async (options) => (await import('./commands/list.ts')).list(options, context));
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
    .action(async (words, options) => (await import('./commands/search.ts')).search(words, options, context));
  functions
    .command('info')
    .description('show a published function and its versions')
    .argument('<function>', '[username/]slug[@range]')
    .action(async (name) => (await import('./commands/info.ts')).info(name, context));
  functions
    .command('versions')
    .description('list the versions of a published function')
    .argument('<function>', '[username/]slug[@range]')
    .action(async (name) => (await import('./commands/versions.ts')).versions(name, context));
  functions
    .command('open')
    .description("show a draft's page in the Admin, or a function's page on the Hub, in the browser")
    .argument('<id-or-function>', 'a function ID of yours, or [username/]slug[@range]')
    .option('--print', 'print the address only')
    .action(async (name, options) => (await import('./commands/open.ts')).open(name, options, context));
  functions
    .command('pull')
    .description('write the files of a draft or version into a folder')
    .argument('<id-or-function>', 'a function ID of yours, or [username/]slug[@range]')
    .argument('[dir]', 'the folder; else one named like the function')
    .option('--force', 'replace files that differ')
    .action(async (name, dir, options) =>
      (await import('./commands/pull.ts')).pull(name, dir, options, context),
    );
}

const categoryFilter = () => new Option('--category <category>').choices(CATEGORIES);
const languageFilter = () => new Option('--language <language>').choices(LANGUAGES);

/** Loads the operator's commands only when one is named: they bring the whole server along. */
async function declareOperatorCommands(
  program: Command,
  argv: readonly string[],
  context: CliContext,
): Promise<void> {
  const [first, second] = operands(argv);
  const named = first === 'help' ? second : first;
  const isNamed = named !== undefined && Object.hasOwn(OPERATOR_COMMANDS, named);
  if (isNamed || named === 'completion') {
    const { registerOperatorCommands } = await import('./operator/commands.ts');
    registerOperatorCommands(program, context);
    return;
  }
  for (const [name, description] of Object.entries(OPERATOR_COMMANDS))
    program.command(name).description(description);
}

/** The arguments that are neither a global option nor the value of one. */
function operands(argv: readonly string[]): string[] {
  return argv.filter((argument, index) => !argument.startsWith('-') && argv[index - 1] !== '--registry');
}

/** Sub-commands do not inherit how errors end and where help goes unless told; each names its own help, with examples. */
function inheritSettings(parent: Command, path = ''): void {
  for (const child of parent.commands as Command[]) {
    const name = `${path} ${child.name()}`.trim();
    child.copyInheritedSettings(parent).showHelpAfterError(`See \`aerostack ${name} --help\`.`);
    const examples = examplesOf(name);
    if (examples) child.addHelpText('after', examples);
    inheritSettings(child, name);
  }
}
