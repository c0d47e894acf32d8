import semver from 'semver';

/** Whether the version is one that comes before a release, as `2.0.0-beta.1`. */
export function isPrerelease(version: string): boolean {
  return semver.prerelease(version) !== null;
}

/** The highest stable version, or the highest of all where none is stable. */
export function highestVersion(versions: readonly string[]): string | undefined {
  const stable = versions.filter((version) => !isPrerelease(version));
  return [...(stable.length > 0 ? stable : versions)].sort(semver.rcompare)[0];
}
