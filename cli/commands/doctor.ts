import { isRegistryError } from '../../server/contract/errors.ts';
import { shown } from '../../server/contract/shown.ts';
import type { CliContext } from '../context.ts';
import { broken, type Check, fine } from '../doctor/check.ts';
import { checkCredentialsFile } from '../doctor/checkCredentialsFile.ts';
import { checkKey } from '../doctor/checkKey.ts';
import { checkGit, checkNode } from '../doctor/checkPrograms.ts';
import { checkProxy } from '../doctor/checkProxy.ts';
import { checkRegistry } from '../doctor/checkRegistry.ts';
import { checkServices } from '../doctor/checkServices.ts';
import { EXIT, ended } from '../exitCodes.ts';
import { createOutput } from '../output.ts';
import { findProject, type Project } from '../project.ts';
import { chooseRegistry, type Registry } from '../registryUrl.ts';
import { table } from '../table.ts';

/** Checks what commands need, and says what to do about each thing that is wrong; ends with 1 where one fails. */
export async function doctor(context: CliContext): Promise<void> {
  const output = createOutput(context);
  const { project, check: projectCheck } = await lookAtProject(context);
  const { registry, check: registryCheck } = await lookForRegistry(project, context);
  const reached = registry ? await checkRegistry(registry, context) : [];
  const answers = reached.some(({ name, status }) => name === 'reachable' && status === 'ok');
  const checks: Check[] = [
    checkNode(process.versions.node),
    await checkGit(context.env),
    ...(await checkProxy(context)),
    registryCheck,
    ...reached,
    await checkCredentialsFile(context),
    ...(registry && answers ? await checkKey(registry, project, context) : []),
    projectCheck,
    ...(project.text === undefined ? [] : await checkServices(project)),
  ];
  const rows = checks.flatMap(({ name, status, message, remedy }) => [
    [status, name, shown(message)],
    ...(remedy === '' ? [] : [['', '', shown(remedy)]]),
  ]);
  for (const line of table(rows)) output.data(line);
  const ok = checks.every(({ status }) => status !== 'fail');
  output.json({ ok, checks });
  if (!ok) throw ended(EXIT.failure);
}

/** A project whose aerostack.toml cannot be read is checked as if it had none. */
async function lookAtProject(context: CliContext): Promise<{ project: Project; check: Check }> {
  try {
    const project = await findProject(context.cwd);
    const what = project.text === undefined ? 'There is no aerostack.toml' : 'aerostack.toml is valid';
    return { project, check: fine('project', `${project.root}: ${what}`) };
  } catch (error) {
    if (!isRegistryError(error)) throw error;
    const project = { root: context.cwd, text: undefined, data: {}, registry: undefined, apiKey: undefined };
    return { project, check: broken('project', error.message, error.hint) };
  }
}

async function lookForRegistry(
  project: Project,
  context: CliContext,
): Promise<{ registry?: Registry; check: Check }> {
  try {
    const registry = await chooseRegistry(context, project);
    return { registry, check: fine('registry', `${registry.url} (from ${registry.from})`) };
  } catch (error) {
    if (!isRegistryError(error)) throw error;
    return { check: broken('registry', error.message, error.hint) };
  }
}
