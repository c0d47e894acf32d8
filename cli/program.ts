import { Command, CommanderError } from '@commander-js/extra-typings';
import { ERRORS } from '../server/contract/errors.ts';
import { shownJson } from '../server/contract/shown.ts';
import type { CliContext } from './context.ts';
import { declareAccountCommands } from './declared/accountCommands.ts';
import { declareCiCommands } from './declared/ciCommands.ts';
import { declareGitCommands } from './declared/gitCommands.ts';
import { declareOperatorCommands } from './declared/operatorCommands.ts';
import { declareOwnFunctionCommands } from './declared/ownFunctionCommands.ts';
import { declarePublishedFunctionCommands } from './declared/publishedFunctionCommands.ts';
import { declareToolCommands } from './declared/toolCommands.ts';
import { examplesOf } from './examples.ts';
import { EXIT, type ExitCode, exitCodeOf, exitCodeOfEnd } from './exitCodes.ts';
import { createOutput } from './output.ts';

/** Parses the arguments (without node and script), runs the command they name, and says how it ended. */
export async function runProgram(argv: readonly string[], context: CliContext): Promise<ExitCode> {
  const program = new Command('aerostack');
  try {
    declare(program, context);
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

function declare(program: Command, context: CliContext): void {
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
  const functions = program.command('functions').description('push, publish, install and look up functions');
  declareOwnFunctionCommands(functions, context);
  declarePublishedFunctionCommands(functions, context);
  declareGitCommands(program, context);
  declareCiCommands(program, context);
  declareToolCommands(program, context);
  declareOperatorCommands(program, context);
  inheritSettings(program);
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
