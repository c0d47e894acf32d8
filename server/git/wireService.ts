import { RegistryError } from '../contract/errors.ts';
import type { Username } from '../contract/names.ts';
import { createAuthoredCommits } from './authoredCommits.ts';
import { isPresent } from './durable.ts';
import type { GitRuntime } from './gitProcess.ts';
import type { GitStore, GitStoreOptions, WireRequest } from './gitStore.ts';
import { mirrorPath, repoPath } from './layout.ts';
import { isMirrorCurrent, updateMirror } from './mirror.ts';
import { purgeMark } from './purge.ts';
import { receivePack } from './receivePack.ts';
import { createRepository } from './repoCreation.ts';
import type { ServedGit } from './servedGit.ts';
import { uploadPack } from './uploadPack.ts';

/** What serving git clients needs of the store. */
export interface WireContext extends Omit<GitStoreOptions, 'searchPath'> {
  readonly runtime: GitRuntime;
  /** Runs under the account's lock. */
  readonly locked: <T>(account: Username, use: () => Promise<T>) => Promise<T>;
}

/** The part of the store that speaks git's own protocol. */
export type WireService = Pick<GitStore, 'servePublic' | 'servePrivate' | 'receive'> & {
  /** Stops what is being served, and resolves when it has ended. */
  close(): Promise<void>;
};

const DEFAULT_PACK_BYTES = 64 * 1024 ** 2;
const DEFAULT_TIMEOUT = 600_000;
/** The address space of one process that sends: it maps what it reads, and touches a small part of it. */
const SENDING_KIB = 1024 ** 2;
/** Of one that receives: a file and what it is a delta of are held whole, so that this is what a bomb can come to. */
const RECEIVING_KIB = 384 * 1024;
const PROCESSOR_SECONDS = 120;
/** Each is a process or a few, so that a crowd is told to come again rather than let in. */
const MOST_AT_ONCE = 64;
const MOST_OF_ONE_CLIENT = 32;

/** Serves git clients: everybody from the mirror, owners from the repository itself. */
export function createWireService(context: WireContext): WireService {
  const { runtime, locked, log, hooksDir } = context;
  const { maxPackBytes = DEFAULT_PACK_BYTES, serveTimeoutMs: deadline = DEFAULT_TIMEOUT } = context;
  const limits = { deadline, memory: SENDING_KIB, processor: PROCESSOR_SECONDS };
  const receiving = { ...limits, memory: RECEIVING_KIB };
  const running = new Set<ServedGit>();
  const authored = createAuthoredCommits(runtime);
  const enter = createPlaces();

  const options = ({ protocol, advertise }: WireRequest) => ({
    limits,
    advertise,
    env: protocolOf(protocol),
  });
  const serve = async <T extends ServedGit>(
    account: Username,
    { client }: WireRequest,
    start: () => Promise<T>,
  ): Promise<T> => {
    const leave = enter(client);
    try {
      const git = await start();
      running.add(git);
      void git.ended.then(({ exitCode, stderr }) => {
        leave();
        running.delete(git);
        if (exitCode !== 0)
          log({ msg: 'git ended early while it served a client', account, exitCode, stderr });
      });
      return git;
    } catch (error) {
      leave();
      throw error;
    }
  };

  /** A mirror that cannot be brought up to date is better than none: what it shows was published. */
  const mirrorOf = async (account: Username): Promise<string> => {
    const mirror = mirrorPath(runtime.dataDir, account);
    try {
      if (!(await isMirrorCurrent(runtime, account)))
        await locked(account, () => updateMirror(runtime, account));
    } catch (error) {
      if (!(await isPresent(mirror))) throw error;
      log({ msg: 'a mirror could not be brought up to date', account, error });
    }
    return mirror;
  };
  const repositoryOf = async (account: Username): Promise<string> => {
    const repo = repoPath(runtime.dataDir, account);
    if (!(await isPresent(repo))) await locked(account, () => createRepository(runtime, account));
    return repo;
  };

  return {
    servePublic: (account, request) =>
      serve(account, request, async () => uploadPack(runtime, await mirrorOf(account), options(request))),
    servePrivate: (account, request) =>
      serve(account, request, async () => uploadPack(runtime, await repositoryOf(account), options(request))),
    receive: (account, request, decide) =>
      serve(account, request, async () => {
        if (hooksDir === undefined)
          throw new RegistryError('STORE_UNAVAILABLE', 'This registry receives no pushes');
        const onFault = (error: unknown) => log({ msg: 'a push could not be decided on', account, error });
        const repo = await repositoryOf(account);
        const mark = await purgeMark(repo);
        const haves = request.advertise ? authored.of(account, mark) : Promise.resolve([]);
        const how = { ...options(request), hooksDir, maxPackBytes, haves, onFault, limits: receiving };
        return receivePack(runtime, repo, how, async (push) => {
          const accept = async () => {
            // git found the history of the push complete when it came in, with the help of objects that may be gone.
            if ((await purgeMark(repo)) !== mark) throw purgedMeanwhile(account);
            await push.accept();
          };
          const answer = await decide({ ...push, accept });
          if (answer.outcomes.every((outcome) => 'writtenTo' in outcome))
            authored.add(
              account,
              push.commands.map((command) => command.new),
            );
          return answer;
        });
      }),
    async close() {
      for (const git of running) git.stop();
      await Promise.all([...running].map(({ ended }) => ended));
    },
  };
}

function purgedMeanwhile(account: Username): RegistryError {
  return new RegistryError('REF_MOVED', `Versions of ${account} were taken down while the push came in`, {
    hint: 'Push again.',
  });
}

/** Gives places to clients until there are none; the returned function gives one back. Throws `BUSY`. */
function createPlaces(): (client: string) => () => void {
  const taken = new Map<string, number>();
  let all = 0;
  return (client) => {
    const own = taken.get(client) ?? 0;
    if (all >= MOST_AT_ONCE || own >= MOST_OF_ONE_CLIENT)
      throw new RegistryError('BUSY', 'The registry serves as many git clients as it can', { retryAfter: 5 });
    all += 1;
    taken.set(client, own + 1);
    return () => {
      all -= 1;
      const left = taken.get(client)! - 1;
      if (left > 0) taken.set(client, left);
      else taken.delete(client);
    };
  };
}

/** A caller's text reaches git's environment only in the forms that git itself sends. */
function protocolOf(header: string | undefined): Record<string, string> {
  return header !== undefined && /^version=[012]$/.test(header) ? { GIT_PROTOCOL: header } : {};
}
