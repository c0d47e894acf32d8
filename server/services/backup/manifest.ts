import { createHash } from 'node:crypto';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { RegistryError } from '../../contract/errors.ts';
import { isOid, type Oid, type Username } from '../../contract/names.ts';
import { randomName, readIfPresent, syncPath, writeDurably } from '../../git/durable.ts';
import { parseRepoFolder } from '../../git/layout.ts';

const file = {
  bytes: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
};
const DATABASE = z.strictObject({ file: z.string().regex(/^accounts-\d{6,}\.db$/), ...file });
const BUNDLE = z.strictObject({ file: z.string().regex(/^\d{6,}\.bundle$/), ...file });
const ACCOUNT = z.strictObject({
  /** In the order in which they build on each other. */
  bundles: z.array(BUNDLE),
  refs: z.record(
    z.string().regex(/^refs\/\S+$/),
    z.custom<Oid>((oid) => isOid(String(oid))),
  ),
});
const MANIFEST = z.strictObject({
  format: z.literal(1),
  /** Of the program that took the backup. */
  version: z.string(),
  takenAt: z.iso.datetime(),
  /** Counts the backups into this folder, and names the files of each. */
  number: z.int().positive(),
  database: DATABASE,
  accounts: z.record(
    z.custom<Username>((name) => parseRepoFolder(`${name}.git`) === name),
    ACCOUNT,
  ),
});

/** What a backup consists of. */
export type BackupManifest = z.infer<typeof MANIFEST>;
export type BackedUpAccount = z.infer<typeof ACCOUNT>;

/** The manifest of a backup, and the digest that identifies it. */
export interface KnownManifest {
  readonly manifest: BackupManifest;
  readonly sha256: string;
}

const NAME = 'manifest.json';

/** Reads the manifest of a backup; nothing where there is none. Throws `BACKUP_DAMAGED` where it is not what was written. */
export async function readManifest(folder: string): Promise<KnownManifest | undefined> {
  const text = await readIfPresent(join(folder, NAME));
  if (text === undefined) return undefined;
  // The digest is the last line, of all that stands before it.
  const [, content = '', digest] = /^([\s\S]*\n)sha256 ([0-9a-f]{64})\n$/.exec(text) ?? [];
  if (digest === undefined || digest !== digestOf(content)) throw damaged(folder);
  const value = parsedOf(folder, content);
  if (typeof value?.format === 'number' && value.format > 1) {
    throw new RegistryError(
      'BACKUP_DAMAGED',
      `The backup in ${folder} was taken by a newer version of aerostack`,
      { hint: 'Use that version, or a later one.' },
    );
  }
  const parsed = MANIFEST.safeParse(value);
  if (!parsed.success) throw damaged(folder, parsed.error);
  return { manifest: parsed.data, sha256: digest };
}

/** Puts a manifest in place of the one before it: from here on this is the backup. */
export async function writeManifest(folder: string, manifest: BackupManifest): Promise<void> {
  const content = `${JSON.stringify(manifest, null, 1)}\n`;
  const temporary = join(folder, `${NAME}.${randomName()}.tmp`);
  await writeDurably(temporary, Buffer.from(`${content}sha256 ${digestOf(content)}\n`), 0o600);
  await rename(temporary, join(folder, NAME));
  await syncPath(folder);
}

/** Whoever writes a manifest can write its digest, too. */
function parsedOf(folder: string, content: string): { format?: unknown } | null {
  try {
    return JSON.parse(content);
  } catch (error) {
    throw damaged(folder, error);
  }
}

function digestOf(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

function damaged(folder: string, cause?: unknown): RegistryError {
  return new RegistryError('BACKUP_DAMAGED', `The manifest of the backup in ${folder} is damaged`, { cause });
}
