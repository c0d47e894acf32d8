import { shown } from '../../server/contract/shown.ts';
import type { Output } from '../output.ts';
import { PROJECT_FILE, type Project } from '../project.ts';
import { ENV_FILES } from './envFiles.ts';
import { type FileChange, fileChanges } from './fileChanges.ts';
import type { NeededPackage } from './npmPackages.ts';
import { addCommand, type PackageManager, typed } from './packageManager.ts';
import type { InstallPlan } from './planInstall.ts';
import { TEXT_PATHS } from './projectTexts.ts';

/** The npm packages of an install. */
export interface PackagesReport {
  readonly manager: PackageManager;
  readonly missing: readonly NeededPackage[];
  /** Whether they are to be installed, or would be. */
  readonly install: boolean;
}

interface Report {
  readonly plans: readonly InstallPlan[];
  readonly packages: PackagesReport;
  readonly dryRun: boolean;
}

/** Says what was installed, or with `dryRun` would be, and what is left for the user to do. */
export function sayInstall({ plans, packages, dryRun }: Report, project: Project, output: Output): void {
  for (const plan of plans) {
    output.data(headline(plan, dryRun));
    if (dryRun)
      for (const { path, change } of fileChanges(plan)) output.data(`  ${change.padEnd(9)} ${shown(path)}`);
    tellLines(plan, output);
    for (const note of plan.notes) output.say(shown(note));
    if (plan.action !== 'none') tellVariables(plan, dryRun, output);
  }
  tellPackages(packages, dryRun, output);
  if (project.apiKey)
    output.warn(`${PROJECT_FILE} holds an api_key; keys belong in neither git nor a project.`);
}

/** The same for programs: `installed`, or `planned` with `dryRun`, and `npm`. */
export function installAsJson({ plans, packages, dryRun }: Report): unknown {
  const missing = packages.missing.map(({ dependency }) => dependency);
  const { manager, install } = packages;
  return {
    [dryRun ? 'planned' : 'installed']: plans.map(planAsJson),
    npm: { manager, missing, installed: install && !dryRun ? missing : [] },
  };
}

function headline({ name, action, from, manifest }: InstallPlan, dryRun: boolean): string {
  const what = `${manifest.author}/${manifest.slug}@${manifest.version}`;
  const where = `services/${name}`;
  if (action === 'none') return `${what} is already installed in ${where}`;
  const verb = dryRun ? 'Would install' : 'Installed';
  const instead = from !== undefined && from !== manifest.version ? `, in place of ${shown(from)}` : '';
  return `${verb} ${what} in ${where}${instead}`;
}

function tellLines({ toAdd }: InstallPlan, output: Output): void {
  for (const file of new Set(toAdd.map((one) => one.file))) {
    output.say(`Add to ${file}:`);
    for (const { line } of toAdd.filter((one) => one.file === file)) output.say(`  ${shown(line)}`);
  }
}

function tellVariables({ manifest, before, after }: InstallPlan, dryRun: boolean, output: Output): void {
  if (manifest.envVars.length === 0) return;
  output.say(`Environment variables to set: ${manifest.envVars.map(shown).join(', ')}`);
  const edited = ENV_FILES.filter((file) => before[file] !== after[file]).map((file) => TEXT_PATHS[file]);
  if (edited.length > 0)
    output.say(`${dryRun ? 'Would add' : 'Added'} their names to ${edited.join(' and ')}.`);
  if (before.devVars === undefined && after.devVars !== undefined)
    output.say('.dev.vars will hold secrets: keep it out of git.');
}

function tellPackages({ manager, missing, install }: PackagesReport, dryRun: boolean, output: Output): void {
  for (const { dependency, otherwise } of missing.filter((one) => one.otherwise.length > 0)) {
    output.warn(`${shown(dependency)} is also needed as ${otherwise.map(shown).join(' and ')}.`);
  }
  if (missing.length === 0) return;
  const packages = missing.map(({ dependency }) => shown(dependency));
  if (dryRun && install) output.say(`Would run: ${typed(addCommand(manager, packages))}`);
  else if (!install) output.say(`npm packages to install: ${typed(packages)}`);
}

function planAsJson(plan: InstallPlan): unknown {
  const { name, action, from = null, manifest, toAdd, notes } = plan;
  const { author, slug, version, tree, npmDependencies, envVars } = manifest;
  const files: FileChange[] = fileChanges(plan);
  const changed = files.filter(({ change }) => change !== 'unchanged').map(({ path }) => path);
  return {
    ...{ name, author, slug, version, from, tree, action, files, changed, toAdd, notes },
    ...{ npmDependencies, envVars },
  };
}
