import { mkdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { replaceFile, syncFolder, temporaryName, writeDurably } from '../replaceFile.ts';
import type { InstallPlan, ProjectTexts } from './planInstall.ts';
import { TEXT_PATHS } from './projectTexts.ts';

/** Where an install can be interrupted; the last one comes after everything is in place. */
export type InstallStep = 'stage' | 'staged' | 'aside' | 'swap' | 'entry' | 'schema' | 'toml' | 'clean';

/** Called before each step; what it throws fails the install there. */
export type AtStep = (step: InstallStep) => Promise<void> | void;

type Undo = () => Promise<unknown>;

/**
 * Carries out a plan, aerostack.toml last. Whatever fails, the project is as it was before; killed at any moment, the
 * service is the old one or the new one, and what lies beside it is cleaned up by the next run.
 */
export async function applyInstall(
  root: string,
  plan: InstallPlan,
  atStep: AtStep = () => undefined,
): Promise<void> {
  const undos: Undo[] = [];
  let aside: string | undefined;
  try {
    if (plan.files) aside = await putFolder(root, plan, undos, atStep);
    for (const text of ['entry', 'schema', 'toml'] as const) {
      await atStep(text);
      await putText(root, text, plan, undos);
    }
  } catch (error) {
    // What cannot be undone must not hide why, nor keep the rest from being undone; the next run finds what is left.
    for (const undo of undos.reverse()) await undo().catch(() => undefined);
    throw error;
  }
  await atStep('clean');
  // All is in place: what cannot be removed now is removed by the next run.
  if (aside) await rm(aside, { recursive: true, force: true }).catch(() => undefined);
}

/** Puts the new folder in place of the old one, if any; returns where the old one now is. */
async function putFolder(
  root: string,
  plan: InstallPlan,
  undos: Undo[],
  atStep: AtStep,
): Promise<string | undefined> {
  const services = join(root, 'services');
  const target = join(services, plan.name);
  await atStep('stage');
  if (await mkdir(services, { recursive: true })) undos.push(() => rmdir(services));
  const staged = join(services, temporaryName(plan.name, ''));
  undos.push(() => rm(staged, { recursive: true, force: true }));
  await stage(staged, plan.files!);
  await atStep('staged');

  const aside = plan.action === 'replace' ? join(services, temporaryName(plan.name, '.old')) : undefined;
  if (aside) {
    await atStep('aside');
    await rename(target, aside);
    undos.push(() => rename(aside, target));
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
  plan: InstallPlan,
  undos: Undo[],
): Promise<void> {
  const before = plan.before[text];
  const after = plan.after[text];
  if (after === undefined || after === before) return;
  const path = join(root, TEXT_PATHS[text]);
  const mode = before === undefined ? 0o644 : (await stat(path)).mode & 0o777;
  undos.push(() =>
    before === undefined ? rm(path, { force: true }) : replaceFile(path, Buffer.from(before), mode),
  );
  await replaceFile(path, Buffer.from(after), mode);
}
