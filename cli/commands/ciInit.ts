import { lstat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { isRegistryError } from '../../server/contract/errors.ts';
import { shown } from '../../server/contract/shown.ts';
import { editWorkflow } from '../ci/editWorkflow.ts';
import { triggerWarnings } from '../ci/releaseTriggers.ts';
import { parseJobName, parseWorkflowPath, readWorkflow, writeWorkflow } from '../ci/workflowFile.ts';
import { type Service, WORKFLOW_FILES } from '../ci/workflowParts.ts';
import type { CliContext } from '../context.ts';
import { EXIT, ended } from '../exitCodes.ts';
import { openUserRepository } from '../git/userRepository.ts';
import { createOutput, type Output } from '../output.ts';
import { findProject, upward } from '../project.ts';
import { createPrompts } from '../prompts.ts';
import { chooseRegistry, type Registry } from '../registryUrl.ts';

/** Writes a workflow that publishes into the user's repository, or adds the job to one that is there. */
export async function ciInit(
  service: Service,
  options: { dir?: string | undefined; file?: string | undefined; job?: string | undefined },
  context: CliContext,
): Promise<void> {
  const output = createOutput(context);
  const root = options.dir ? resolve(context.cwd, options.dir) : await repositoryRoot(context.cwd);
  const file = options.file ? parseWorkflowPath(options.file, service) : WORKFLOW_FILES[service];
  const before = await readWorkflow(root, file);
  const job = options.job === undefined ? undefined : parseJobName(options.job);
  const registry = await knownRegistry(context);
  const written = registry && mayBeWritten(registry) ? registry.url : undefined;
  const branch = await defaultBranch(root, context);
  const after = editWorkflow(before, service, written, file, { branch, job });
  const action = before === undefined ? 'created' : before === after ? 'unchanged' : 'updated';
  const diff = action === 'unchanged' ? '' : patchOf(file, before ?? '', after);
  const dryRun = context.flags.dryRun ?? false;
  if (action === 'unchanged') output.say(`${shown(file)} publishes already; there is nothing to do.`);
  else await write();
  if (service === 'github') for (const line of triggerWarnings(after)) output.warn(line);
  output.json({ service, file, action, diff, dryRun });

  async function write(): Promise<void> {
    for (const line of diff.trimEnd().split('\n')) output.data(shown(line));
    if (dryRun) return output.say('Nothing was written.');
    await confirm(file, context);
    await writeWorkflow(root, file, after);
    output.say(`Wrote ${shown(join(root, file))}.`);
    sayNext(service, registry, written, output);
  }
}

/** Without the line that separates patches of several files. */
function patchOf(file: string, before: string, after: string): string {
  const patch = createTwoFilesPatch(file, file, before, after, '', '', { context: 3 });
  return patch.slice(patch.indexOf('---'));
}

const STORES: Readonly<Record<Service, { key: string; url: string }>> = {
  github: {
    key: 'as the secret AEROSTACK_API_KEY: Settings, Secrets and variables, Actions, or `gh secret set AEROSTACK_API_KEY`',
    url: 'as the variable AEROSTACK_API_URL: Settings, Secrets and variables, Actions, Variables, or `gh variable set AEROSTACK_API_URL`',
  },
  gitlab: {
    key: 'as the masked variable AEROSTACK_API_KEY: Settings, CI/CD, Variables',
    url: 'as the variable AEROSTACK_API_URL: Settings, CI/CD, Variables',
  },
};

/** What is left to do by hand. */
function sayNext(
  service: Service,
  registry: Registry | undefined,
  written: string | undefined,
  output: Output,
): void {
  const { key, url } = STORES[service];
  if (!written) {
    if (registry)
      output.say(
        `Jobs cannot reach ${shown(registry.url)}, an address of this machine: the file does not name it.`,
      );
    output.say(`Store the address of the registry, as jobs reach it, ${url}.`);
  }
  output.say(
    `Make a key with the scopes push and publish at ${shown(registry?.url ?? '<registry>')}/admin/keys/new.`,
  );
  output.say(`Store it ${key}. Then commit the file.`);
}

/** An address of this machine means another one in a job, unless it was named for that. */
function mayBeWritten({ url, from }: Registry): boolean {
  const { hostname } = new URL(url);
  return from === '--registry' || !/^(?:localhost|.+\.localhost|127\..+|0\.0\.0\.0|\[::1?\])$/.test(hostname);
}

async function defaultBranch(root: string, { env }: CliContext): Promise<string | undefined> {
  try {
    const repository = await openUserRepository({ cwd: root, env });
    return (await repository.defaultBranch()) ?? (await repository.branch());
  } catch (error) {
    if (isRegistryError(error)) return undefined;
    throw error;
  }
}

async function confirm(file: string, context: CliContext): Promise<void> {
  if (context.flags.yes) return;
  const answer = await createPrompts(context).choice({
    message: `Write ${shown(file)}?`,
    flag: '--yes',
    options: [
      { value: 'yes', label: 'Yes' },
      { value: 'no', label: 'No' },
    ],
  });
  if (answer === 'no') throw ended(EXIT.failure);
}

async function repositoryRoot(cwd: string): Promise<string> {
  for (const folder of upward(cwd)) {
    const found = await lstat(join(folder, '.git')).catch(() => undefined);
    if (found) return folder;
  }
  return cwd;
}

/** Where none is known, the workflow takes it from a variable. */
async function knownRegistry(context: CliContext): Promise<Registry | undefined> {
  try {
    return await chooseRegistry(context, await findProject(context.cwd));
  } catch (error) {
    if (isRegistryError(error, 'USAGE') && !context.flags.registry) return undefined;
    throw error;
  }
}
