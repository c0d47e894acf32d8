import type { FunctionId, Oid, PortablePath, Slug, Username } from '../contract/names.ts';
import type { Commit, FunctionFiles, TreeEntry } from '../domain/gitObjects.ts';
import { lazily } from '../domain/lazily.ts';
import type { PublishedVersion } from '../domain/publishedVersion.ts';
import type { TakenDownVersion } from '../domain/takedown.ts';
import type { Watch } from '../domain/watch.ts';
import type { FunctionBranch, Source, WritePlan, Written } from '../domain/writePlan.ts';
import { type AccountLock, createAccountLocks } from './accountLock.ts';
import { deleteBranches } from './branchDeletion.ts';
import { createCatFilePool } from './catFilePool.ts';
import { diskSpace, probeDisk } from './diskProbe.ts';
import { bytesBelow } from './diskUsage.ts';
import { isPresent } from './durable.ts';
import { fsck } from './fsck.ts';
import type { GitRuntime } from './gitProcess.ts';
import { gitVersion } from './gitVersion.ts';
import { repack } from './housekeeping.ts';
import { createHousekeepingSchedule } from './housekeepingSchedule.ts';
import { mirrorPath, type RefName, repoPath } from './layout.ts';
import { createLockedRepo, type WriterContext } from './lockedRepo.ts';
import { createMaintenance, type Maintenance } from './maintenance.ts';
import { createObjectReader } from './objectReader.ts';
import { outliveOrphans } from './orphans.ts';
import { ownIdentity } from './processIdentity.ts';
import { purgeUnreachable } from './purge.ts';
import { isQuarantine, sweepQuarantines } from './quarantine.ts';
import type { DecidePush, ReceivingGit } from './receivePack.ts';
import { recoverRepository } from './recovery.ts';
import { listAccounts, publishedTips } from './refListing.ts';
import { createRepoReader, type ReaderContext } from './repoReader.ts';
import type { ServedGit } from './servedGit.ts';
import { asStoreError } from './storeErrors.ts';
import { stuckLocks } from './stuckLocks.ts';
import type { TakedownOrder } from './takeDownVersions.ts';
import type { TakedownJournal } from './takedownJournal.ts';
import type { TakedownStep } from './takedownSteps.ts';
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
  /** Called at each of the `TAKEDOWN_STEPS` of a takedown. */
  readonly atTakedownStep?: (step: TakedownStep) => void;
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
  /** Told of what goes on; absent, nobody is. */
  readonly watch?: Watch | undefined;
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

/** All versions of an account that can be read: those that are published, and those that were taken down. */
export interface VersionSurvey {
  readonly published: PublishedVersion[];
  readonly takenDown: TakenDownVersion[];
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
  /** The drafts and slug branches that there are, by name alone. */
  branchNames(): Promise<FunctionBranch[]>;
  /** Every tagged version; one that cannot be read is logged and left out. */
  publishedVersions(): Promise<PublishedVersion[]>;
  /** The same, with those that were taken down. */
  surveyVersions(): Promise<VersionSurvey>;
  /** Those of the blobs that commits reach by their whole history, or that `all` refs do; throws where a part of it is missing. */
  reachableOf(tips: readonly Oid[] | 'all', wanted: ReadonlySet<Oid>): Promise<Set<Oid>>;
  /** Those of the objects that are on disk in the repository or in its mirror, whether or not anything reaches them. */
  heldObjects(oids: readonly Oid[]): Promise<readonly Oid[]>;
}

/** Hears how many bytes a write is about to add to the disk; nothing is written where it throws. */
export type AdmitBytes = (bytes: number) => void;

/** An account's repository while its lock is held. */
export interface LockedRepo extends RepoReader {
  /** Writes a plan durably; throws `REF_MOVED` where a ref is not where the plan expects it, `STORE_FULL`, `STORE_UNAVAILABLE`. */
  apply(plan: WritePlan, admit?: AdmitBytes): Promise<Written>;
  /** The same for several functions: all of it or nothing, and `published` moves once. */
  applyAll(plans: readonly WritePlan[], admit?: AdmitBytes): Promise<readonly Written[]>;
  /** The bytes of the repository's files, without pushes that are not decided on. */
  bytesOnDisk(): Promise<number>;
  /** Stores again what cannot be read from the disk of these files' objects, and names their tree; moves no ref. */
  mendFiles(files: FunctionFiles): Promise<Oid>;
  /** The same for the commits, root trees and tags of versions, given in the order in which they were published. */
  mendHistory(versions: readonly (PublishedVersion | TakenDownVersion)[]): Promise<void>;
  /**
   * Rewrites `published` without the content of versions, moves the tags along, and does with branches as ordered. Once
   * begun it is carried out, by recovery where this process ends.
   */
  takeDown(order: TakedownOrder): Promise<void>;
  /** Removes from the disk what is not reached any more, of the mirror too. */
  purge(): Promise<void>;
  /** The takedown that {@link takeDown} began and {@link endTakedown} has not ended. */
  takedown(): Promise<TakedownJournal | undefined>;
  /** Ends a takedown whose content is gone from wherever it was copied to. */
  endTakedown(): Promise<void>;
  /** Deletes a draft or slug branch; throws `REF_MOVED` where its tip is not `old`. */
  deleteBranch(branch: FunctionBranch, old: Oid): Promise<void>;
}

/** Every account's repository below one data folder, shared safely with other processes. */
export interface GitStore extends Maintenance {
  /** The accounts that have a repository on disk, in name order. */
  accounts(): Promise<Username[]>;
  /** What `published` is at in every repository that has it, read without starting git. */
  publishedTips(): Promise<Map<Username, Oid>>;
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
  /**
   * Removes an account's drafts and slug branches with all their history, from the disk too; what is published stays.
   * Only once no push of the account's is taken any more. Tells how many branches there were.
   */
  forgetBranches(account: Username): Promise<number>;
  /** The bytes of an account's repository on disk, without pushes that are not decided on. */
  bytesOnDisk(account: Username): Promise<number>;
  fsck(account: Username): Promise<{ ok: boolean; output: string }>;
  /** Serves a fetch to anybody, from what is public. */
  servePublic(account: Username, request: WireRequest): Promise<ServedGit>;
  /** Serves a fetch of everything there is; to the owner only. */
  servePrivate(account: Username, request: WireRequest): Promise<ServedGit>;
  /** Receives a push into the account's repository, made where there is none; `decide` writes its refs. */
  receive(account: Username, request: WireRequest, decide: DecidePush): Promise<ReceivingGit>;
  /** The installed git; `supported` from 2.29 on. Throws `STORE_UNAVAILABLE` where there is none. */
  checkGit(): Promise<{ version: string; supported: boolean }>;
  /** Lets go of all that is kept in memory, and of packs that are open: what they hold was taken down. */
  forget(): void;
  /** Writes, syncs and deletes a few kilobytes; throws `STORE_FULL`, `STORE_READ_ONLY`, `STORE_UNAVAILABLE`. */
  probeDisk(): Promise<void>;
  /** How many bytes the data folder's disk has, and how many of them may still be written. */
  diskSpace(): Promise<{ free: number; size: number }>;
  /** The accounts whose lock a living process keeps for longer than any work under it takes. */
  stuckLocks(): Promise<string[]>;
  /** Ends child processes, after waiting for housekeeping that runs. */
  close(): Promise<void>;
}

const HOUR = 3_600_000;

/** Opens the store; nothing is read, started or created before the first call. */
export function createGitStore(options: GitStoreOptions): GitStore {
  const { dataDir, host, log, atStep = () => {}, lockTimeoutMs = 15_000, housekeepingEvery = 64 } = options;
  const { atTakedownStep = () => {} } = options;
  const runtime: GitRuntime = {
    dataDir,
    searchPath: options.searchPath ?? process.env.PATH ?? '/usr/bin:/bin',
    watch: options.watch,
  };
  const oldestPush = Math.max(HOUR, 2 * (options.serveTimeoutMs ?? 0));
  const pool = createCatFilePool(runtime);
  const context: ReaderContext = { runtime, objects: createObjectReader(dataDir, pool), log };
  const locks = createAccountLocks({ dataDir, timeoutMs: lockTimeoutMs, watch: options.watch });
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
  const onRepacked = (account: Username) => pool.recycle(account);
  const readerOf = (account: Username) => createRepoReader(context, account);
  const maintenance = createMaintenance({ runtime, locked, locks, oldestPush, onRepacked, reader: readerOf });

  return {
    ...wire,
    ...maintenance,
    accounts: () => listAccounts(dataDir),
    publishedTips: () => publishedTips(dataDir),
    reader: readerOf,
    write: (account, use) =>
      locked(account, async (lock) => {
        const writer: WriterContext = {
          ...context,
          ...{ host, atStep, atTakedownStep, oldestPush },
          recycle: () => pool.recycle(account),
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
    forgetBranches: (account) =>
      locked(account, async () => {
        const repo = repoPath(dataDir, account);
        if (!(await isPresent(repo))) return 0;
        const deleted = await deleteBranches(runtime, account, !(await version()).syncsRefs);
        // What a push has brought and not been let in with is as private.
        await sweepQuarantines(repo, 0);
        await purgeUnreachable(runtime, account);
        context.objects.forget();
        pool.recycle(account);
        return deleted;
      }),
    bytesOnDisk: (account) => bytesBelow(repoPath(dataDir, account), isQuarantine),
    fsck: (account) => fsck(runtime, account, (check) => locked(account, check)),
    checkGit: async () => {
      const { version: number, supported } = await version();
      return { version: number, supported };
    },
    forget: () => {
      context.objects.forget();
      pool.recycleAll();
    },
    probeDisk: () => probeDisk(dataDir),
    diskSpace: () => diskSpace(dataDir),
    stuckLocks: async () => stuckLocks(dataDir, await ownIdentity()),
    close: async () => {
      await wire.close();
      await schedule.close();
      await pool.close();
    },
  };
}
