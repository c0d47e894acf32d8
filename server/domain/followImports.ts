import { RegistryError } from '../contract/errors.ts';
import { type PortablePath, quote } from '../contract/names.ts';
import { textOf } from './fileContent.ts';
import { assertNoLink, type FileKinds } from './fileSource.ts';
import type { ReadImports } from './importsOf.ts';
import { leadsOutside, targetsOf, twinsOf } from './importTargets.ts';
import type { Limits } from './limits.ts';
import { resolveRelative } from './resolveRelative.ts';
import type { Place } from './syntaxNodes.ts';

/** How imports are followed; `leaveOutside` passes over those that leave the folder. */
export interface FollowOptions {
  readonly limits: Limits;
  readonly leaveOutside: boolean;
  readonly readImports: ReadImports;
}

/**
 * The files that one file imports; what leads nowhere becomes a warning. Throws `IMPORT_OUTSIDE` where an import leads
 * out of the function's folder, unless those are to be left to who asks.
 */
export async function followImports(
  path: PortablePath,
  content: Uint8Array,
  kinds: FileKinds,
  { limits, leaveOutside, readImports }: FollowOptions,
  warnings: string[],
): Promise<string[]> {
  const text = content.length <= limits.maxFileBytes ? textOf(content) : undefined;
  if (text === undefined) return [];
  const { specifiers, places, problems } = await readImports(path, text);
  warnings.push(...problems.map((problem) => `${path} ${problem}.`));
  const found: string[] = [];
  for (const specifier of specifiers) {
    const targets = targetsOf(path, specifier);
    if (targets.some(leadsOutside)) {
      if (leaveOutside) continue;
      throw outside(path, specifier, places.get(specifier));
    }
    const resolved = targets
      .map((target) => resolveRelative(target, (candidate) => kinds.has(candidate)))
      .find(Boolean);
    for (const target of targets) assertNoLink(target, kinds);
    if (resolved === undefined) warnings.push(`${path} imports ${quote(specifier)}, which leads to no file.`);
    else if (resolved !== path) found.push(resolved, ...twinsOf(resolved).filter((twin) => kinds.has(twin)));
  }
  for (const next of found) assertNoLink(next, kinds);
  return found;
}

function outside(path: PortablePath, specifier: string, place: Place | undefined): RegistryError {
  const message = `imports ${quote(specifier)}, which leads out of the function's folder`;
  return new RegistryError('IMPORT_OUTSIDE', `The file "${path}" ${message}`, {
    details: [{ path, ...place, message }],
  });
}
