import { isRegistryError, RegistryError } from '../../server/contract/errors.ts';
import { gitPath, privateGitPath } from '../../server/contract/gitPaths.ts';
import { parseUsername, type Username } from '../../server/contract/names.ts';
import { shown } from '../../server/contract/shown.ts';
import type { CliContext } from '../context.ts';
import { openUserRepository } from '../git/userRepository.ts';
import { createOutput, type Output } from '../output.ts';
import { findProject, type Project } from '../project.ts';
import { keyForOrigin } from '../registryKey.ts';
import { chooseRegistry, type Registry } from '../registryUrl.ts';
import { ownCommand } from '../remote/ownCommand.ts';
import { planRemote } from '../remote/planRemote.ts';
import { parseRemoteName } from '../remote/remoteName.ts';
import { openSession } from '../session.ts';
import { shellWord } from '../shellWord.ts';
import { table } from '../table.ts';

const ACTIONS = {
  added: ['Added', 'Would add'],
  updated: ['Set up the key for', 'Would set up the key for'],
  unchanged: ['Nothing to do: there is', 'Nothing to do: there is'],
} as const;

/**
 * Adds an account of the registry as a remote of the git repository around the current folder. For one's own account,
 * git asks this program for the key from then on, so that the key stands nowhere in the repository.
 */
export async function addRemote(
  account: string | undefined,
  options: { name: string; private?: boolean | undefined },
  context: CliContext,
): Promise<void> {
  const output = createOutput(context);
  const name = parseRemoteName(options.name);
  const given = account === undefined ? undefined : parseUsername(account);
  const repository = await openUserRepository(context);
  const project = await findProject(context.cwd);
  const registry = await chooseRegistry(context, project);
  const own = await ownAccount(given, options, context, project, output);
  const target = given ?? own!;
  if (options.private && target !== own)
    throw new RegistryError('FORBIDDEN', `Only ${target} may fetch what ${target} has not published`, {
      hint: 'Leave out --private to fetch the catalogue.',
    });

  const { origin } = new URL(registry.url);
  const url = registry.url + (options.private ? privateGitPath(target) : gitPath(target));
  const helper = target === own ? `!${await ownCommand(context)} credential` : undefined;
  const found = { urls: await repository.urlsOf(name), helpers: await repository.helpersFor(origin) };
  const plan = planRemote({ name, url, helper }, found);
  if (!context.flags.dryRun) {
    // The helper first: without a remote it does nothing, whereas a remote without it has git ask for a password.
    if (plan.helpers) await repository.setHelpers(origin, plan.helpers);
    if (plan.url !== undefined) await repository.addRemote(name, plan.url);
  }

  const push = `git push ${shellWord(name)} ${shellWord((await repository.branch()) ?? 'main')}`;
  const fetch = `git fetch ${shellWord(name)}`;
  const next = target === own ? [...(options.private ? [fetch] : []), push] : [fetch];
  for (const line of table([
    ['Remote', output.bold(shown(name))],
    ['URL', shown(url)],
  ]))
    output.data(line);
  output.say(`${ACTIONS[plan.action][context.flags.dryRun ? 1 : 0]} the remote ${shown(name)}.`);
  if (helper !== undefined) await warnWithoutKey(registry, origin, context, output);
  for (const line of next) output.say(`Next: ${shown(line)}`);
  const result = { remote: name, url, account: target, action: plan.action, helper: helper ?? null, next };
  output.json({ ...result, ...(context.flags.dryRun ? { dryRun: true } : {}) });
}

/** Whose key is used; for the remote of an account that was named, nothing where there is no key that is good. */
async function ownAccount(
  given: Username | undefined,
  options: { private?: boolean | undefined },
  context: CliContext,
  project: Project,
  output: Output,
): Promise<Username | undefined> {
  try {
    const { client } = await openSession(context, project, output);
    return parseUsername((await client.validateKey()).username);
  } catch (error) {
    const needsNoKey = given !== undefined && !options.private;
    const isKeyless = isRegistryError(error, 'NOT_LOGGED_IN') || isRegistryError(error, 'UNAUTHORIZED');
    if (!needsNoKey || !isKeyless) throw error;
    output.say(`For fetching only: ${shown(error.message)}.`);
    return undefined;
  }
}

/** A key that only an option or a project led to is not there any more when git asks. */
async function warnWithoutKey(
  registry: Registry,
  origin: string,
  context: CliContext,
  output: Output,
): Promise<void> {
  if ((await keyForOrigin(origin, context)) !== undefined) return;
  const login = `aerostack login --registry ${shellWord(registry.url)}`;
  output.warn(`git will find no key for ${shown(registry.url)}: run \`${shown(login)}\`.`);
}
