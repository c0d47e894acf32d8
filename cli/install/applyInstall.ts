import { mkdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { replaceFile, syncFolder, temporaryName, writeDurably } from '../replaceFile.ts';
import type { InstallPlan, ProjectTexts } from './planInstall.ts';
import { TEXT_PATHS, TEXTS } from './projectTexts.ts';

/** Where an install can be interrupted; the last one comes after everything is in place. */
export type InstallStep = 'stage' | 'staged' | 'aside' | 'swap' | keyof ProjectTexts | 'clean';

/** Called before each step; what it throws fails the install there. */
export type AtStep = (step: InstallStep) => Promise<void> | void;

/** Of files that are made: in .dev.vars, the names will get secret values. */
const MODES = { entry: 0o644, schema: 0o644, devVars: 0o600, envExample: 0o644, toml: 0o644 } as const;

type Undo = () => Promise<unknown>;

/**
 * Carries out plans, each of which was made over the texts that the one before leaves; aerostack.toml comes last.
 * Whatever fails, the project is as it was before; killed at any moment, each service is the old one or the new one, and
 * what lies beside it is cleaned up by the next run.
 */
export async function applyInstall(
  root: string,
  plans: readonly InstallPlan[],
  atStep: AtStep = () => undefined,
): Promise<void> {
  const undos: Undo[] = [];
  const aside: string[] = [];
  try {
    const staged: { plan: InstallPlan; folder: string }[] = [];
    for (const plan of plans) {
      if (plan.files) staged.push({ plan, folder: await stageFolder(root, plan, undos, atStep) });
    }
    for (const { plan, folder } of staged)
      aside.push(...(await swapFolder(root, plan, folder, undos, atStep)));
    for (const text of TEXTS) {
      await atStep(text);
      await putText(root, text, plans, undos);
    }
  } catch (error) {
    // What cannot be undone must not hide why, nor keep the rest from being undone; the next run finds what is left.
    for (const undo of undos.reverse()) await undo().catch(() => undefined);
    throw error;
  }
  await atStep('clean');
  // All is in place: what cannot be removed now is removed by the next run.
  for (const folder of aside) await rm(folder, { recursive: true, force: true }).catch(() => undefined);
}

/** Writes the new folder beside the place of the old one; returns where. */
async function stageFolder(root: string, plan: InstallPlan, undos: Undo[], atStep: AtStep): Promise<string> {
  const services = join(root, 'services');
  await atStep('stage');
  if (await mkdir(services, { recursive: true })) undos.push(() => rmdir(services));
  const staged = join(services, temporaryName(plan.name, ''));
  undos.push(() => rm(staged, { recursive: true, force: true }));
  await stage(staged, plan.files!);
  return staged;
}

/** Puts the new folder in place of the old one, if any; returns where the old one now is. */
async function swapFolder(
  root: string,
  plan: InstallPlan,
  staged: string,
  undos: Undo[],
  atStep: AtStep,
): Promise<string[]> {
  const services = join(root, 'services');
  const target = join(services, plan.name);
  await atStep('staged');
  const aside = plan.action === 'replace' ? [join(services, temporaryName(plan.name, '.old'))] : [];
  for (const folder of aside) {
    await atStep('aside');
    await rename(target, folder);
    undos.push(() => rename(folder, target));
  }
  await atStep('swap');
  await rename(staged, target);
  undos.push(() => rename(target, staged));
  await syncFolder(services);
  await syncFolder(root);
  return aside;
}

async function stage(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const folders = new Set([folder]);
  await mkdir(folder);
  for (const [path, content] of files) {
    const file = join(folder, path);
    for (let above = dirname(file); !folders.has(above); above = dirname(above)) folders.add(above);
    await mkdir(dirname(file), { recursive: true });
    await writeDurably(file, content, 0o644);
  }
  for (const created of folders) await syncFolder(created);
}

async function putText(
  root: string,
  text: keyof ProjectTexts,
  plans: readonly InstallPlan[],
  undos: Undo[],
): Promise<void> {
  const before = plans[0]?.before[text];
  const after = plans.at(-1)?.after[text];
  if (after === undefined || after === before) return;
  const path = join(root, TEXT_PATHS[text]);
  const mode = before === undefined ? MODES[text] : (await stat(path)).mode & 0o777;
  undos.push(() =>
    before === undefined ? rm(path, { force: true }) : replaceFile(path, Buffer.from(before), mode),
  );
  await replaceFile(path, Buffer.from(after), mode);
}
