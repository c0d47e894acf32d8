import semver from 'semver';
import { RegistryError } from '../contract/errors.ts';
import { isVersion, quote, type Version } from '../contract/names.ts';

export const FIRST_VERSION = '1.0.0' as Version;

const LEVELS = ['patch', 'minor', 'major'] as const;
/** The part of a version's number that is raised. */
export type Level = (typeof LEVELS)[number];

/** Orders versions from high to low by precedence. */
export function descending(a: Version, b: Version): number {
  return semver.rcompare(a, b);
}

/** The version that stands for a function: the highest stable one, or the highest prerelease where none is stable. */
export function shownVersion(versions: readonly Version[]): Version | undefined {
  const sorted = [...versions].sort(descending);
  return sorted.find((version) => !isPrerelease(version)) ?? sorted[0];
}

export function isPrerelease(version: Version): boolean {
  return semver.prerelease(version) !== null;
}

/** Whether a version is below 1.0.0, where no number promises anything yet. */
export function isMajorZero(version: Version): boolean {
  return semver.major(version) === 0;
}

/** The next version of a level above `from` that is not taken; nothing where its numbers are used up. */
function nextFree(from: Version, level: Level, taken: readonly Version[]): Version | undefined {
  const known = new Set<string>(taken);
  let next = semver.inc(from, level);
  while (next && known.has(next)) next = semver.inc(next, level);
  return next !== null && isVersion(next) ? next : undefined;
}

/**
 * The version taken where the author stated none: 1.0.0, then the next free patch above the highest, or the next minor
 * or major one where there is none; nothing where all numbers are used up.
 */
export function chosenVersion(taken: readonly Version[]): Version | undefined {
  const highest = shownVersion(taken);
  if (!highest) return FIRST_VERSION;
  for (const level of LEVELS) {
    const next = nextFree(highest, level, taken);
    if (next) return next;
  }
  return undefined;
}

/** The free version of each level above the newest of those taken; nothing for a level whose numbers are used up. */
export function raisedVersions(taken: readonly Version[]): Partial<Record<Level, Version>> {
  const highest = shownVersion(taken);
  if (!highest) return {};
  return Object.fromEntries(
    LEVELS.flatMap((level) => {
      const next = nextFree(highest, level, taken);
      return next ? [[level, next]] : [];
    }),
  );
}

/** The version that `--bump` stands for: exact, or a level above both what is stated and what is published. */
export function bumpedVersion(bump: string, stated: Version | undefined, taken: readonly Version[]): Version {
  if (!isLevel(bump)) return exactVersion(bump);
  const highest = shownVersion(stated ? [...taken, stated] : taken);
  return highest ? (nextFree(highest, bump, taken) ?? cannotRaise(highest)) : FIRST_VERSION;
}

/** Throws the refusal of a version above one whose numbers are used up. */
export function cannotRaise(version: Version | undefined): never {
  throw new RegistryError('INVALID_VERSION', `There is no free version above ${version ?? FIRST_VERSION}`);
}

/** The refusal of a version that is published with other content, or was (`gone`), with the free ones in the hint. */
export function versionExists(
  name: string,
  version: Version,
  taken: readonly Version[],
  gone = false,
): RegistryError {
  const free = LEVELS.flatMap((level) => {
    const next = nextFree(version, level, taken);
    return next ? [`${next} (${level})`] : [];
  });
  const why = gone
    ? 'was taken down, and its number is not given again'
    : 'is published already, with other content';
  return new RegistryError('VERSION_EXISTS', `${name}@${version} ${why}`, {
    hint: `Free are ${free.join(', ')}: change "version" in aerostack.json, or choose one when you publish (--bump).`,
  });
}

/**
 * The version that a request names: the highest that satisfies a range, exactly the one given, or the shown one.
 * Throws `INVALID_RANGE`, or `VERSION_NOT_FOUND`.
 */
export function resolveVersion(
  name: string,
  range: string | undefined,
  versions: readonly Version[],
): Version {
  if (range === undefined || range === 'latest') {
    const shown = shownVersion(versions);
    if (shown) return shown;
    throw new RegistryError('NOT_FOUND', `There is no published function ${name}`);
  }
  if (semver.validRange(range) === null)
    throw new RegistryError('INVALID_RANGE', `${quote(range)} is not a version range`);
  const found = semver.maxSatisfying([...versions], range);
  if (found) return found as Version;
  const shown = shownVersion(versions);
  throw new RegistryError('VERSION_NOT_FOUND', `${name} has no version that satisfies ${quote(range)}`, {
    ...(shown ? { hint: `The newest is ${shown}.` } : {}),
  });
}

/** Whether a version is one of those that a range names; none is by what is no range. */
export function satisfies(version: Version, range: string): boolean {
  return semver.validRange(range) !== null && semver.satisfies(version, range);
}

function exactVersion(bump: string): Version {
  if (isVersion(bump)) return bump;
  throw new RegistryError('INVALID_VERSION', `${quote(bump)} is neither ${LEVELS.join(', ')} nor a version`);
}

function isLevel(text: string): text is Level {
  return (LEVELS as readonly string[]).includes(text);
}
