import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Output } from '../output.ts';
import { PROJECT_FILE, type Project } from '../project.ts';
import { shown } from '../shown.ts';
import type { InstallPlan } from './planInstall.ts';
import { TEXT_PATHS } from './projectTexts.ts';

/** Says what was installed, or with `dryRun` would be, and what is left for the user to do. */
export async function reportInstall(
  plans: readonly InstallPlan[],
  project: Project,
  output: Output,
  { dryRun }: { dryRun: boolean },
): Promise<void> {
  const present = await packagesOf(project.root);
  for (const plan of plans) {
    output.data(headline(plan, dryRun));
    if (dryRun) for (const path of changedPaths(plan)) output.data(`  ${path}`);
    if (plan.action === 'none') continue;
    tellLines(plan, output);
    const missing = plan.manifest.npmDependencies.filter((name) => !present.has(packageName(name)));
    if (missing.length > 0) output.say(`npm packages to install: ${missing.map(quoted).join(' ')}`);
    const { envVars } = plan.manifest;
    if (envVars.length > 0) output.say(`Environment variables to set: ${envVars.join(', ')}`);
  }
  if (project.apiKey)
    output.warn(`${PROJECT_FILE} holds an api_key; keys belong in neither git nor a project.`);
  output.json({ [dryRun ? 'planned' : 'installed']: plans.map(asJson) });
}

function headline({ name, action, from, manifest }: InstallPlan, dryRun: boolean): string {
  const what = `${manifest.author}/${manifest.slug}@${manifest.version}`;
  const where = `services/${name}`;
  if (action === 'none') return `${what} is already installed in ${where}`;
  const verb = dryRun ? 'Would install' : 'Installed';
  const instead = from !== undefined && from !== manifest.version ? `, in place of ${shown(from)}` : '';
  return `${verb} ${what} in ${where}${instead}`;
}

function changedPaths(plan: InstallPlan): string[] {
  const inFolder = [...(plan.files?.keys() ?? [])].map((path) => `services/${plan.name}/${path}`);
  const texts = (['entry', 'schema', 'toml'] as const).filter(
    (text) => plan.before[text] !== plan.after[text],
  );
  return [...inFolder, ...texts.map((text) => TEXT_PATHS[text])];
}

function tellLines({ toAdd }: InstallPlan, output: Output): void {
  for (const file of new Set(toAdd.map((one) => one.file))) {
    output.say(`Add to ${file}:`);
    for (const { line } of toAdd.filter((one) => one.file === file)) output.say(`  ${line}`);
  }
}

/** The packages that the project's package.json names. */
async function packagesOf(root: string): Promise<ReadonlySet<string>> {
  try {
    const data = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
    const groups = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];
    return new Set(groups.flatMap((group) => Object.keys((data[group] as object | undefined) ?? {})));
  } catch {
    // Without a readable package.json, every package is one to install.
    return new Set();
  }
}

function packageName(dependency: string): string {
  const at = dependency.indexOf('@', 1);
  return at < 0 ? dependency : dependency.slice(0, at);
}

/** A range may hold characters that a shell acts on when the line is copied into one. */
function quoted(dependency: string): string {
  return /^[A-Za-z0-9@/._^-]+$/.test(dependency) ? dependency : `'${dependency}'`;
}

function asJson({ name, action, from, manifest, toAdd, ...plan }: InstallPlan): unknown {
  const { author, slug, version, tree, npmDependencies, envVars } = manifest;
  const changed = changedPaths({ name, action, from, manifest, toAdd, ...plan });
  return { name, author, slug, version, tree, action, changed, toAdd, npmDependencies, envVars };
}
