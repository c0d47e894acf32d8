import { RegistryError } from '../../server/contract/errors.ts';
import { parseFunctionSpec, parseSlug, type Slug } from '../../server/contract/names.ts';
import { shown } from '../../server/contract/shown.ts';
import type { CliContext } from '../context.ts';
import { counted } from '../counted.ts';
import { type AtStep, applyInstall } from '../install/applyInstall.ts';
import type { Asked } from '../install/checkManifest.ts';
import { NO_ENV_FILES, readEnvFiles } from '../install/envFiles.ts';
import { type FetchedFunction, fetchFunction } from '../install/fetchFunction.ts';
import { frozenDifferences } from '../install/frozenDifferences.ts';
import { removeLeftovers } from '../install/leftovers.ts';
import { missingPackages, readPackageJson } from '../install/npmPackages.ts';
import { packageManagerOf } from '../install/packageManager.ts';
import { type InstallPlan, type ProjectTexts, planInstall, targetName } from '../install/planInstall.ts';
import { withProjectLock } from '../install/projectLock.ts';
import { projectModules } from '../install/projectModules.ts';
import { readProjectTexts } from '../install/projectTexts.ts';
import { installAsJson, sayInstall } from '../install/reportInstall.ts';
import { lockedServices, readServices } from '../install/serviceEntries.ts';
import { readServiceFolder } from '../install/serviceFolder.ts';
import { interruptible } from '../interruptible.ts';
import { createOutput, type Output } from '../output.ts';
import { findProject, PROJECT_FILE, type Project, parseToml } from '../project.ts';
import { openPublicSession } from '../session.ts';
import { installPackages } from './installPackages.ts';

/** Options of an install. */
export interface InstallOptions {
  as?: string | undefined;
  force?: boolean | undefined;
  /** Have the project's package manager add the npm packages that are missing. */
  installDeps?: boolean | undefined;
  /** Make .env.example where there is none. */
  envFiles?: boolean | undefined;
  /** Only check that nothing is left to restore. */
  frozen?: boolean | undefined;
}

/** What a test may take in hand: where a run stops, and how many milliseconds it waits for another one. */
export interface InstallControl {
  atStep?: AtStep;
  patience?: number;
}

/** One function to install; `tree` and `name` where aerostack.toml has them locked. */
interface Wanted extends Asked {
  readonly name?: Slug | undefined;
  readonly tree?: string | undefined;
}

interface Fetched {
  readonly wanted: Wanted;
  readonly found: FetchedFunction;
}

/** Installs functions, or restores those that aerostack.toml lists. All are fetched and checked before the first write. */
export async function install(
  names: readonly string[],
  options: InstallOptions,
  context: CliContext,
  control: InstallControl = {},
): Promise<void> {
  const output = createOutput(context);
  const project = await findProject(context.cwd);
  // It may be further up than the user thinks, and paths are told from there.
  if (project.root !== context.cwd) output.say(`In the project ${shown(project.root)}:`);
  if (options.frozen) return assertFrozen(names, options, project, output);
  const wanted = wantedOf(names, options, project);
  if (wanted.length === 0) {
    output.say(
      `${PROJECT_FILE} lists no function to restore. Install one with: aerostack functions install <name>`,
    );
  }
  const fetched = wanted.length === 0 ? [] : await fetchAll(wanted, project, context);
  const installedAt = new Date(context.now()).toISOString();
  const planAll = () => plansOf(project.root, fetched, { ...options, installedAt });
  const dryRun = context.flags.dryRun === true;
  const plans =
    dryRun || fetched.length === 0 ? await planAll() : await apply(project, planAll, context, control);

  const packageJson = await readPackageJson(project.root);
  const install = options.installDeps === true;
  const needed = plans
    .filter(({ action }) => install || action !== 'none')
    .flatMap(({ manifest }) => manifest.npmDependencies);
  const manager = await packageManagerOf(project.root);
  const missing = missingPackages(needed, packageJson);
  const report = { plans, packages: { manager, missing, install }, dryRun };
  sayInstall(report, project, output);
  if (install && !dryRun) {
    const packages = missing.map(({ dependency }) => dependency);
    await installPackages({ root: project.root, manager, packages, packageJson }, context, output);
  }
  output.json(installAsJson(report));
}

/** Says nothing where aerostack.toml and the disk agree; else throws `FROZEN`, naming each difference. */
async function assertFrozen(
  names: readonly string[],
  { frozen: _, ...others }: InstallOptions,
  project: Project,
  output: Output,
): Promise<void> {
  if (names.length > 0 || Object.values(others).some((value) => value !== undefined)) {
    throw new RegistryError('USAGE', '--frozen goes with no function and no other option of install');
  }
  const details = await frozenDifferences(project);
  if (details.length > 0) {
    const message = `services/ is not what ${PROJECT_FILE} records: ${counted(details.length, 'difference')}`;
    throw new RegistryError('FROZEN', message, { details });
  }
  output.json({ frozen: true });
}

async function fetchAll(
  wanted: readonly Wanted[],
  project: Project,
  context: CliContext,
): Promise<Fetched[]> {
  const { client } = await openPublicSession(context, project);
  const fetched: Fetched[] = [];
  for (const one of wanted) {
    const found = await fetchFunction(client, one, { count: !context.flags.dryRun });
    if (one.tree !== undefined) assertLocked(one, found);
    fetched.push({ wanted: one, found });
  }
  return fetched;
}

async function apply(
  { root }: Project,
  planAll: () => Promise<InstallPlan[]>,
  context: CliContext,
  { atStep, patience }: InstallControl,
): Promise<InstallPlan[]> {
  const output = createOutput(context);
  const run = async (signal: AbortSignal) => {
    for (const line of await removeLeftovers(root)) output.detail(line);
    const plans = await planAll();
    // From `clean` on everything is in place, and what is left to do is to leave nothing else.
    const orStop: AtStep = (step) => {
      if (step !== 'clean') signal.throwIfAborted();
      return atStep?.(step);
    };
    if (plans.some(({ action }) => action !== 'none')) await applyInstall(root, plans, orStop);
    return plans;
  };
  return withProjectLock(root, { pid: context.pid, patience }, () => interruptible(context, run));
}

function wantedOf(names: readonly string[], options: InstallOptions, project: Project): Wanted[] {
  if (options.as !== undefined && names.length !== 1) {
    throw new RegistryError('USAGE', '--as goes with exactly one function');
  }
  const name = options.as === undefined ? undefined : parseSlug(options.as);
  if (names.length > 0) return names.map((text) => ({ ...parseFunctionSpec(text), name }));
  return lockedServices(readServices(project.data)).map(({ version, ...locked }) => ({
    ...locked,
    range: version,
  }));
}

function assertLocked({ tree, range }: Wanted, { manifest }: FetchedFunction): void {
  if (manifest.tree === tree && manifest.version === range) return;
  const { author, slug, version } = manifest;
  const message = `${author}/${slug} is locked as ${range} with the tree ${tree}; the registry has ${version} with ${manifest.tree}`;
  throw new RegistryError('TREE_MISMATCH', message);
}

/** Plans one install after the other, each over the texts as those before leave them, so that no write comes too early. */
async function plansOf(
  root: string,
  fetched: readonly Fetched[],
  options: { force?: boolean | undefined; envFiles?: boolean | undefined; installedAt: string },
): Promise<InstallPlan[]> {
  const plans: InstallPlan[] = [];
  const variables = fetched.some(({ found }) => found.manifest.envVars.length > 0);
  const env = variables ? await readEnvFiles(root, { create: options.envFiles === true }) : NO_ENV_FILES;
  const planned = new Map<string, Uint8Array>();
  const modules = projectModules(root, planned);
  let texts: ProjectTexts = { ...(await readProjectTexts(root)), ...env.texts };
  for (const { wanted, found } of fetched) {
    const entries = readServices(parseToml(texts.toml ?? '', PROJECT_FILE));
    const name = targetName(found.manifest, entries, wanted.name);
    if (plans.some((plan) => plan.name === name)) {
      throw new RegistryError('USAGE', `Two of the functions would be installed in services/${name}`, {
        hint: 'Install them one after the other, the second one with --as <name>.',
      });
    }
    const folder = await readServiceFolder(root, name);
    const plan = planInstall(found, { name, folder, entries, texts, env, modules }, options);
    plans.push(plan);
    for (const [path, content] of found.files) planned.set(`services/${name}/${path}`, content);
    texts = plan.after;
  }
  return plans;
}
