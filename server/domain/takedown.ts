import { RegistryError } from '../contract/errors.ts';
import type { Version } from '../contract/names.ts';
import { type PublishedVersion, tagName } from './publishedVersion.ts';

/** A version that the operator took down; its number stays taken, and its commit is a tombstone without its files. */
export interface TakenDownVersion extends PublishedVersion {
  /** What `<slug>/` was; nothing of it is left. */
  readonly tree: PublishedVersion['tree'];
  /** Milliseconds since 1970. */
  readonly takenDownAt: number;
  /** One line, for everybody. */
  readonly reason: string;
}

/** All that is known of a function's versions; both lists highest first. */
export interface KnownVersions {
  readonly published: readonly PublishedVersion[];
  readonly takenDown: readonly TakenDownVersion[];
}

/** The numbers that no version can have any more. */
export function takenNumbers({ published, takenDown }: KnownVersions): Version[] {
  return [...published, ...takenDown].map(({ version }) => version);
}

const LONGEST_REASON = 300;

/** A reason as it is recorded: one line that shows nothing hidden; throws `BAD_REQUEST`. */
export function parseReason(text: string): string {
  const reason = text.trim();
  if (reason === '') throw unfit('A takedown needs a reason');
  if (reason.length > LONGEST_REASON) throw unfit(`The reason is longer than ${LONGEST_REASON} characters`);
  // A line break could pose as a trailer of the commit that records it.
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(reason))
    throw unfit('The reason has characters that cannot be shown');
  return reason;
}

function unfit(message: string): RegistryError {
  return new RegistryError('BAD_REQUEST', message, {
    hint: 'Say in one line why: everybody who asks for the version reads it.',
  });
}

/** The name of a version as people write it. */
export function specOf({
  account,
  slug,
  version,
}: Pick<PublishedVersion, 'account' | 'slug' | 'version'>): string {
  return `${account}/${tagName(slug, version)}`;
}

/** The answer to whoever asks for a version that was taken down. */
export function versionTakenDown(
  version: TakenDownVersion,
  { asked, other }: { asked?: string | undefined; other?: string | undefined } = {},
): RegistryError {
  const { account, slug } = version;
  const what = `${specOf(version)} was taken down: ${version.reason}`;
  const message = asked === undefined ? what : `${account}/${slug} has nothing else for ${asked}: ${what}`;
  return new RegistryError('VERSION_TAKEN_DOWN', message, {
    hint:
      other === undefined ? 'No other version of it is published.' : `Use another version, such as ${other}.`,
  });
}

/** The refusal to publish what was taken down, under whatever number. */
export function contentTakenDown(version: TakenDownVersion): RegistryError {
  return new RegistryError(
    'VERSION_TAKEN_DOWN',
    `These are the files of ${specOf(version)}, which was taken down: ${version.reason}`,
    { hint: 'Mend what it was taken down for, then publish under another version.' },
  );
}
