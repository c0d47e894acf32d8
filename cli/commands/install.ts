import { RegistryError } from '../../server/contract/errors.ts';
import { parseFunctionSpec, parseSlug, type Slug } from '../../server/contract/names.ts';
import type { CliContext } from '../context.ts';
import { type AtStep, applyInstall } from '../install/applyInstall.ts';
import type { Asked } from '../install/checkManifest.ts';
import { type FetchedFunction, fetchFunction } from '../install/fetchFunction.ts';
import { removeLeftovers } from '../install/leftovers.ts';
import { type InstallPlan, type ProjectTexts, planInstall, targetName } from '../install/planInstall.ts';
import { withProjectLock } from '../install/projectLock.ts';
import { readProjectTexts } from '../install/projectTexts.ts';
import { reportInstall } from '../install/reportInstall.ts';
import { lockedServices, readServices } from '../install/serviceEntries.ts';
import { readServiceFolder } from '../install/serviceFolder.ts';
import { createOutput, type Output } from '../output.ts';
import { findProject, PROJECT_FILE, type Project, parseToml } from '../project.ts';
import { openPublicSession } from '../session.ts';

/** Options of an install. */
export interface InstallOptions {
  as?: string | undefined;
  force?: boolean | undefined;
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

/** Installs functions, or restores those that aerostack.toml lists. All are fetched and checked before the first write. */
export async function install(
  names: readonly string[],
  options: InstallOptions,
  context: CliContext,
  control: InstallControl = {},
): Promise<void> {
  const output = createOutput(context);
  const project = await findProject(context.cwd);
  const wanted = wantedOf(names, options, project);
  if (wanted.length === 0) {
    output.say(
      `${PROJECT_FILE} lists no function to restore. Install one with: aerostack functions install <name>`,
    );
    return output.json({ installed: [] });
  }
  const { client } = await openPublicSession(context, project);
  const fetched: { wanted: Wanted; found: FetchedFunction }[] = [];
  for (const one of wanted) {
    const found = await fetchFunction(client, one, { count: !context.flags.dryRun });
    if (one.tree !== undefined) assertLocked(one, found);
    fetched.push({ wanted: one, found });
  }
  const installedAt = new Date(context.now()).toISOString();
  const planAll = () => plansOf(project.root, fetched, { force: options.force, installedAt });
  if (context.flags.dryRun) return reportInstall(await planAll(), project, output, { dryRun: true });

  const run = () => recoverPlanApply(project, planAll, output, control.atStep);
  const plans = await withProjectLock(project.root, { pid: context.pid, patience: control.patience }, run);
  await reportInstall(plans, project, output, { dryRun: false });
}

async function recoverPlanApply(
  { root }: Project,
  planAll: () => Promise<InstallPlan[]>,
  output: Output,
  atStep: AtStep | undefined,
): Promise<InstallPlan[]> {
  for (const line of await removeLeftovers(root)) output.detail(line);
  const plans = await planAll();
  for (const plan of plans) if (plan.action !== 'none') await applyInstall(root, plan, atStep);
  return plans;
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
  fetched: readonly { wanted: Wanted; found: FetchedFunction }[],
  options: { force: boolean | undefined; installedAt: string },
): Promise<InstallPlan[]> {
  const plans: InstallPlan[] = [];
  let texts: ProjectTexts = await readProjectTexts(root);
  for (const { wanted, found } of fetched) {
    const entries = readServices(parseToml(texts.toml ?? '', PROJECT_FILE));
    const name = targetName(found.manifest, entries, wanted.name);
    if (plans.some((plan) => plan.name === name)) {
      throw new RegistryError('USAGE', `Two of the functions would be installed in services/${name}`, {
        hint: 'Install them one after the other, the second one with --as <name>.',
      });
    }
    const folder = await readServiceFolder(root, name);
    const plan = planInstall(found, { name, folder, entries, texts }, options);
    plans.push(plan);
    texts = plan.after;
  }
  return plans;
}
