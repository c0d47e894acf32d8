import semver from 'semver';
import type { Version } from '../contract/names.ts';

/** Digits in the largest number that semver takes for major, minor and patch. */
const CORE_DIGITS = 16;

/**
 * A text whose byte order is semver's order of precedence. Within a prerelease, numbers are ordered by their length and come
 * before words, and the space between identifiers sorts before all that an identifier may hold.
 */
export function versionSortKey(version: Version): string {
  const { major, minor, patch, prerelease } = parsed(version);
  const core = [major, minor, patch].map((number) => String(number).padStart(CORE_DIGITS, '0')).join('.');
  return prerelease.length === 0 ? `${core}~` : `${core}-${prerelease.map(identifierKey).join(' ')}`;
}

/** Whether the version has a prerelease part, so that it is shown only where nothing stable exists. */
export function isPrerelease(version: Version): boolean {
  return parsed(version).prerelease.length > 0;
}

function parsed(version: Version): semver.SemVer {
  return new semver.SemVer(version);
}

function identifierKey(identifier: string | number): string {
  const text = String(identifier);
  return /^\d+$/.test(text) ? `0${String(text.length).padStart(2, '0')}${text}` : `1${text}`;
}
