import { join } from 'node:path';
import { RegistryError } from '../../contract/errors.ts';
import type { Username } from '../../contract/names.ts';
import { type BackupFile, bundlesFolder, isWhole } from './files.ts';
import { type BackupManifest, readManifest } from './manifest.ts';

/** A backup that is there to be read. */
export interface OpenBackup {
  readonly manifest: BackupManifest;
  /** Identifies what the backup holds. */
  readonly sha256: string;
  readonly accounts: readonly Username[];
  /** The paths of an account's bundles, in their order. */
  bundles(account: Username): string[];
  readonly databasePath: string;
  /** Reads every file of an account and compares checksums; the paths of those that are damaged or missing. */
  damagedBundles(account: Username): Promise<string[]>;
  /** The same for the accounts database. */
  isDatabaseWhole(): Promise<boolean>;
}

/** Opens the backup in a folder; throws `NOT_A_BACKUP`, `BACKUP_DAMAGED`. */
export async function openBackup(folder: string): Promise<OpenBackup> {
  const known = await readManifest(folder);
  if (!known)
    throw new RegistryError('NOT_A_BACKUP', `There is no backup in ${folder}`, {
      hint: 'Name a folder that `aerostack backup` made.',
    });
  const { manifest, sha256 } = known;
  const filesOf = (account: Username): readonly BackupFile[] => manifest.accounts[account]?.bundles ?? [];
  const pathsOf = (account: Username, files: readonly BackupFile[]) =>
    files.map(({ file }) => join(bundlesFolder(folder, account), file));
  return {
    ...{ manifest, sha256, accounts: (Object.keys(manifest.accounts) as Username[]).sort() },
    bundles: (account) => pathsOf(account, filesOf(account)),
    databasePath: join(folder, manifest.database.file),
    async damagedBundles(account) {
      const damaged: BackupFile[] = [];
      for (const file of filesOf(account))
        if (!(await isWhole(bundlesFolder(folder, account), file, true))) damaged.push(file);
      return pathsOf(account, damaged);
    },
    isDatabaseWhole: () => isWhole(folder, manifest.database, true),
  };
}
