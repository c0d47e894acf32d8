import type { Version } from '../contract/names.ts';
import type { ChangeLevel } from './changeLevel.ts';
import {
  chosenVersion,
  descending,
  isMajorZero,
  type Level,
  raisedVersions,
  shownVersion,
} from './versions.ts';

/** A version that a publication may take. */
export interface VersionChoice {
  /** `as it is`: the one that aerostack.json states, or that the registry takes where it states none. */
  readonly kind: 'as it is' | Level;
  readonly version: Version;
}

/** The versions that a publication may take, and which of them fits the change. */
export interface VersionProposal {
  readonly choices: readonly VersionChoice[];
  readonly preselected: VersionChoice['kind'] | undefined;
  /** What aerostack.json states, where that number is taken already. */
  readonly taken: Version | undefined;
  /** The level that the change speaks for; below 1.0.0 what breaks raises the minor number. */
  readonly level: Level | undefined;
}

const LEVELS = ['patch', 'minor', 'major'] as const;

/**
 * Proposes the version of a publication that changes something. What the author states goes before what the change
 * speaks for, as long as it is above all that is published.
 */
export function proposeVersion(
  stated: Version | undefined,
  published: readonly Version[],
  change: ChangeLevel | undefined,
): VersionProposal {
  const newest = shownVersion(published);
  const taken = stated !== undefined && published.includes(stated) ? stated : undefined;
  const own = taken ? undefined : (stated ?? chosenVersion(published));
  const asItIs: VersionChoice[] = own ? [{ kind: 'as it is', version: own }] : [];
  if (!newest) return { choices: asItIs, preselected: asItIs[0]?.kind, taken, level: undefined };
  const free = raisedVersions(published);
  const raised = LEVELS.flatMap((kind): VersionChoice[] => {
    const version = free[kind];
    return version === undefined || version === own ? [] : [{ kind, version }];
  });
  const choices = [...asItIs, ...raised];
  const level = change && levelAt(newest, change.level);
  const statesHigher = stated !== undefined && own === stated && descending(stated, newest) < 0;
  const fits = level && choices.find(({ version }) => version === free[level]);
  const preselected = statesHigher ? 'as it is' : (fits ?? choices[0])?.kind;
  return { choices, preselected, taken, level };
}

function levelAt(newest: Version, level: Level): Level {
  return isMajorZero(newest) && level === 'major' ? 'minor' : level;
}
