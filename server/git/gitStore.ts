import type { FunctionId, Oid, PortablePath, Slug, Username } from '../contract/names.ts';
import type { Commit, FunctionFiles, TreeEntry } from '../domain/gitObjects.ts';
import { lazily } from '../domain/lazily.ts';
import type { PublishedVersion } from '../domain/publishedVersion.ts';
import type { FunctionBranch, Source, WritePlan, Written } from '../domain/writePlan.ts';
import { type AccountLock, createAccountLocks } from './accountLock.ts';
import { createCatFilePool } from './catFilePool.ts';
import { probeDisk } from './diskProbe.ts';
import { isPresent } from './durable.ts';
import { fsck } from './fsck.ts';
import type { GitRuntime } from './gitProcess.ts';
import { gitVersion } from './gitVersion.ts';
import { repack } from './housekeeping.ts';
import { createHousekeepingSchedule } from './housekeepingSchedule.ts';
import { mirrorPath, type RefName, repoPath } from './layout.ts';
import { createLockedRepo, type WriterContext } from './lockedRepo.ts';
import { createObjectReader } from './objectReader.ts';
import { outliveOrphans } from './orphans.ts';
import { sweepQuarantines } from './quarantine.ts';
import type { DecidePush, ReceivingGit } from './receivePack.ts';
import { recoverRepository } from './recovery.ts';
import { listAccounts } from './refListing.ts';
import { createRepoReader, type ReaderContext } from './repoReader.ts';
import type { ServedGit } from './servedGit.ts';
import { asStoreError } from './storeErrors.ts';
import { createWireService } from './wireService.ts';
import type { WriteStep } from './writeSteps.ts';

/** A client's request in git's own protocol. */
export interface WireRequest {
  /** What its `Git-Protocol` header says. */
  readonly protocol: string | undefined;
  /** Whether it asks what there is, rather than for some of it. */
  readonly advertise: boolean;
  /** Where it comes from: one client is not to keep all others out. */
  readonly client: string;
}

/** An event worth a line in the log. */
export interface GitLogEvent {
  msg: string;
  account?: string;
  [key: string]: unknown;
}

/** What the git store is made with. */
export interface GitStoreOptions {
  readonly dataDir: string;
  /** The registry's host name, for the committers' `account@noreply.HOST`. */
  readonly host: string;
  readonly log: (event: GitLogEvent) => void;
  /** Called at each of the `WRITE_STEPS` of a write. */
  readonly atStep?: (step: WriteStep) => void;
  /** How long a write waits for an account's lock before `BUSY`; default 15,000 ms. */
  readonly lockTimeoutMs?: number;
  /** Writes to one account after which its repository is repacked; default 64. */
  readonly housekeepingEvery?: number;
  /** The folder of the hooks that a push is decided by; without it none is received. */
  readonly hooksDir?: string;
  /** The largest pack that a push may send, in bytes; default 64 MiB. */
  readonly maxPackBytes?: number;
  /** How long serving one git client may take, in milliseconds; default ten minutes. */
  readonly serveTimeoutMs?: number;
  /** Where git is searched for; default the `PATH` of this process. */
  readonly searchPath?: string;
}

/** The tip of a draft or slug branch. */
export interface BranchTip {
  readonly branch: FunctionBranch;
  readonly commit: Oid;
  readonly tree: Oid;
  readonly functionId: FunctionId;
  readonly source: Source;
  readonly sourceCommit?: string | undefined;
  /** Milliseconds since 1970, of the tip's commit. */
  readonly updatedAt: number;
  /** Milliseconds since 1970, as the function's ID records it. */
  readonly createdAt?: number | undefined;
}

/** All branches of an account: the tips of those that can be read, and the names of the others. */
export interface BranchSurvey {
  readonly tips: BranchTip[];
  readonly unreadable: readonly FunctionBranch[];
}

/**
 * Reads one account's repository; one that does not exist reads as empty. Objects that are damaged, or missing
 * though named, throw `OBJECT_CORRUPT`. Returned bytes are shared: never change them.
 */
export interface RepoReader {
  /** The oid that a ref holds (of a tag, the tag object's), or `undefined`. */
  resolve(ref: RefName): Promise<Oid | undefined>;
  commit(oid: Oid): Promise<Commit>;
  tree(oid: Oid): Promise<readonly TreeEntry[]>;
  blob(oid: Oid): Promise<Uint8Array>;
  /** The commit that an annotated tag object names. */
  tagTarget(tagOid: Oid): Promise<Oid>;
  /** The blobs' oids of all files below a tree, in path order. */
  paths(tree: Oid): Promise<ReadonlyMap<PortablePath, Oid>>;
  /** The contents of these blobs. */
  contents(paths: ReadonlyMap<PortablePath, Oid>): Promise<FunctionFiles>;
  /** All files below a tree, in path order. */
  files(tree: Oid): Promise<FunctionFiles>;
  /** The oid of `<slug>/` in a commit of `published`. */
  subtree(commit: Oid, slug: Slug): Promise<Oid | undefined>;
  /** One draft or slug branch, or `undefined` where there is none. */
  branch(branch: FunctionBranch): Promise<BranchTip | undefined>;
  /** Drafts and slug branches; one that cannot be read is logged and left out. */
  branches(): Promise<BranchTip[]>;
  /** The same, with the names of those that cannot be read. */
  surveyBranches(): Promise<BranchSurvey>;
  /** Every tagged version; one that cannot be read is logged and left out. */
  publishedVersions(): Promise<PublishedVersion[]>;
}

/** An account's repository while its lock is held. */
export interface LockedRepo extends RepoReader {
  /** Writes a plan durably; throws `REF_MOVED` where a ref is not where the plan expects it, `STORE_FULL`, `STORE_UNAVAILABLE`. */
  apply(plan: WritePlan): Promise<Written>;
  /** The same for several functions: all of it or nothing, and `published` moves once. */
  applyAll(plans: readonly WritePlan[]): Promise<readonly Written[]>;
  /** Stores again what cannot be read from the disk of these files' objects, and names their tree; moves no ref. */
  mendFiles(files: FunctionFiles): Promise<Oid>;
  /** The same for the commits, root trees and tags of versions, given in the order in which they were published. */
  mendHistory(versions: readonly PublishedVersion[]): Promise<void>;
  /** Deletes a draft or slug branch; throws `REF_MOVED` where its tip is not `old`. */
  deleteBranch(branch: FunctionBranch, old: Oid): Promise<void>;
}

/** Every account's repository below one data folder, shared safely with other processes. */
export interface GitStore {
  /** The accounts that have a repository on disk, in name order. */
  accounts(): Promise<Username[]>;
  reader(account: Username): RepoReader;
  /**
   * Runs `use` while holding the account's lock, after recovery where that is due; the first `apply` creates a
   * missing repository. Throws `BUSY` where the lock cannot be had in time.
   */
  write<T>(account: Username, use: (repo: LockedRepo) => Promise<T>): Promise<T>;
  /** Under the lock: removes what a killed process left, and recreates tags it did not get to. */
  recover(account: Username): Promise<void>;
  /** Repacks an account's repository under the lock. */
  housekeep(account: Username): Promise<void>;
  fsck(account: Username): Promise<{ ok: boolean; output: string }>;
  /** Serves a fetch to anybody, from what is public. */
  servePublic(account: Username, request: WireRequest): Promise<ServedGit>;
  /** Serves a fetch of everything there is; to the owner only. */
  servePrivate(account: Username, request: WireRequest): Promise<ServedGit>;
  /** Receives a push into the account's repository, made where there is none; `decide` writes its refs. */
  receive(account: Username, request: WireRequest, decide: DecidePush): Promise<ReceivingGit>;
  /** The installed git; `supported` from 2.29 on. Throws `STORE_UNAVAILABLE` where there is none. */
  checkGit(): Promise<{ version: string; supported: boolean }>;
  /** Whether the data folder takes a durable write at present. */
  isWritable(): Promise<boolean>;
  /** Ends child processes, after waiting for housekeeping that runs. */
  close(): Promise<void>;
}

const HOUR = 3_600_000;

/** Opens the store; nothing is read, started or created before the first call. */
export function createGitStore(options: GitStoreOptions): GitStore {
  const { dataDir, host, log, atStep = () => {}, lockTimeoutMs = 15_000, housekeepingEvery = 64 } = options;
  const runtime: GitRuntime = {
    dataDir,
    searchPath: options.searchPath ?? process.env.PATH ?? '/usr/bin:/bin',
  };
  const oldestPush = Math.max(HOUR, 2 * (options.serveTimeoutMs ?? 0));
  const pool = createCatFilePool(runtime);
  const context: ReaderContext = { runtime, objects: createObjectReader(dataDir, pool), log };
  const locks = createAccountLocks({ dataDir, timeoutMs: lockTimeoutMs });
  const version = lazily(() => gitVersion(runtime));
  const recovered = new Set<Username>();

  const recoverUnder = async (lock: AccountLock, account: Username) => {
    if (await lock.recoveryDue()) await outliveOrphans(repoPath(dataDir, account));
    const recovery = { runtime, log, oldestPush, syncRefFiles: !(await version()).syncsRefs };
    const packs = await recoverRepository(recovery, account, createRepoReader(context, account));
    schedule.foundPacks(account, packs);
    await lock.recovered();
    recovered.add(account);
  };

  /** Runs under the account's lock, after recovery where that is due. */
  const locked = async <T>(account: Username, use: (lock: AccountLock) => Promise<T>): Promise<T> => {
    const lock = await locks.acquire(account);
    try {
      if (!recovered.has(account) || (await lock.recoveryDue())) await recoverUnder(lock, account);
      return await use(lock);
    } catch (error) {
      throw asStoreError(error);
    } finally {
      await lock
        .release()
        .catch((error: unknown) => log({ msg: 'a lock could not be released', account, error }));
    }
  };

  const housekeep = (account: Username) =>
    locked(account, async () => {
      const repo = repoPath(dataDir, account);
      if (!(await isPresent(repo))) return;
      const { geometricRepack } = await version();
      await repack(runtime, repo, geometricRepack);
      pool.recycle(account);
      await sweepQuarantines(repo, oldestPush);
      const mirror = mirrorPath(dataDir, account);
      if (await isPresent(mirror)) await repack(runtime, mirror, geometricRepack);
    });

  const schedule = createHousekeepingSchedule(housekeepingEvery, housekeep, (account, error) => {
    recovered.delete(account);
    log({ msg: 'housekeeping failed', account, error });
  });

  const wire = createWireService({ ...options, runtime, locked });

  return {
    ...wire,
    accounts: () => listAccounts(dataDir),
    reader: (account) => createRepoReader(context, account),
    write: (account, use) =>
      locked(account, async (lock) => {
        const writer: WriterContext = {
          ...context,
          ...{ host, atStep, oldestPush },
          syncRefFiles: !(await version()).syncsRefs,
          onWritten: () => schedule.wrote(account),
          onBroken: async () => {
            recovered.delete(account);
            // On a full disk the mark cannot be made; then this process at least remembers.
            await lock.demandRecovery().catch(() => {});
          },
        };
        return use(createLockedRepo(writer, account, createRepoReader(context, account)));
      }),
    recover: (account) => {
      recovered.delete(account);
      return locked(account, async () => {});
    },
    housekeep,
    fsck: (account) => fsck(runtime, account, (check) => locked(account, check)),
    checkGit: async () => {
      const { version: number, supported } = await version();
      return { version: number, supported };
    },
    isWritable: () =>
      probeDisk(dataDir).then(
        () => true,
        () => false,
      ),
    close: async () => {
      await wire.close();
      await schedule.close();
      await pool.close();
    },
  };
}
