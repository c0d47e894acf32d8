import type { InstallPlan } from './planInstall.ts';
import { TEXT_PATHS, TEXTS } from './projectTexts.ts';

/** What becomes of one file of the project. */
export interface FileChange {
  /** Relative to the project, with `/`. */
  readonly path: string;
  readonly change: 'new' | 'changed' | 'unchanged' | 'removed';
}

/** What a plan makes of every file of the service's folder, and of every file of the project that it looks at. */
export function fileChanges({ name, files, current, before, after }: InstallPlan): FileChange[] {
  const wanted = files ?? current;
  const folder = [...new Set([...wanted.keys(), ...current.keys()])].map((path): FileChange => {
    const found = current.get(path);
    const next = wanted.get(path);
    const same = files === undefined || (found && next && Buffer.compare(found, next) === 0);
    const kept = same ? 'unchanged' : 'changed';
    const change = !wanted.has(path) ? 'removed' : !current.has(path) ? 'new' : kept;
    return { path: `services/${name}/${path}`, change };
  });
  const texts = TEXTS.filter((text) => after[text] !== undefined).map((text): FileChange => {
    const change =
      before[text] === undefined ? 'new' : before[text] === after[text] ? 'unchanged' : 'changed';
    return { path: TEXT_PATHS[text], change };
  });
  return [...folder, ...texts];
}
