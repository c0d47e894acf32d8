import { lstat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { isRegistryError } from '../../server/contract/errors.ts';
import { shown } from '../../server/contract/shown.ts';
import { editWorkflow } from '../ci/editWorkflow.ts';
import { parseWorkflowPath, readWorkflow, writeWorkflow } from '../ci/workflowFile.ts';
import { type Service, WORKFLOW_FILES } from '../ci/workflowParts.ts';
import type { CliContext } from '../context.ts';
import { EXIT, ended } from '../exitCodes.ts';
import { createOutput, type Output } from '../output.ts';
import { findProject, upward } from '../project.ts';
import { createPrompts } from '../prompts.ts';
import { chooseRegistry } from '../registryUrl.ts';

/** Writes a workflow that publishes into the user's repository, or adds the job to one that is there. */
export async function ciInit(
  service: Service,
  options: { dir?: string | undefined; file?: string | undefined },
  context: CliContext,
): Promise<void> {
  const output = createOutput(context);
  const root = options.dir ? resolve(context.cwd, options.dir) : await repositoryRoot(context.cwd);
  const file = options.file ? parseWorkflowPath(options.file) : WORKFLOW_FILES[service];
  const before = await readWorkflow(root, file);
  const after = editWorkflow(before, service, await knownRegistry(context), file);
  const action = before === undefined ? 'created' : before === after ? 'unchanged' : 'updated';
  const diff = action === 'unchanged' ? '' : patchOf(file, before ?? '', after);
  const dryRun = context.flags.dryRun ?? false;
  if (action === 'unchanged') output.say(`${shown(file)} publishes already; there is nothing to do.`);
  else await write();
  output.json({ service, file, action, diff, dryRun });

  async function write(): Promise<void> {
    for (const line of diff.trimEnd().split('\n')) output.data(shown(line));
    if (dryRun) return output.say('Nothing was written.');
    await confirm(file, context);
    await writeWorkflow(root, file, after);
    output.say(`Wrote ${shown(join(root, file))}.`);
    sayNext(service, output);
  }
}

/** Without the line that separates patches of several files. */
function patchOf(file: string, before: string, after: string): string {
  const patch = createTwoFilesPatch(file, file, before, after, '', '', { context: 3 });
  return patch.slice(patch.indexOf('---'));
}

function sayNext(service: Service, output: Output): void {
  const where =
    service === 'github'
      ? 'as the secret AEROSTACK_API_KEY of the repository'
      : 'as the masked variable AEROSTACK_API_KEY of the project';
  output.say(`Store a key with the scopes push and publish ${where}, then commit the file.`);
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
async function knownRegistry(context: CliContext): Promise<string | undefined> {
  try {
    return (await chooseRegistry(context, await findProject(context.cwd))).url;
  } catch (error) {
    if (isRegistryError(error, 'USAGE') && !context.flags.registry) return undefined;
    throw error;
  }
}
