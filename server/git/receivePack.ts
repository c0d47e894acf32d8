import { withHaves } from './authoredCommits.ts';
import type { GitRuntime } from './gitProcess.ts';
import { createHookChannel, type HookChannel, type RefCommand, type RefOutcome } from './hookChannel.ts';
import { openQuarantine, type PushedObjects } from './quarantine.ts';
import { type ServedGit, type ServedLimits, serveGit } from './servedGit.ts';
import { goneClient } from './storeErrors.ts';

/** A push that git has received and keeps in quarantine until it is decided on. */
export interface ProposedPush {
  readonly commands: readonly RefCommand[];
  /** What the pusher gave with `-o`. */
  readonly options: readonly string[];
  readonly objects: PushedObjects;
  /** Lets the objects in; resolves once they are in the repository. Throws `REQUEST_TIMEOUT` where git ended before. */
  accept(): Promise<void>;
}

/** What the pusher is told: lines for the terminal, and what became of each ref. */
export interface PushAnswer {
  readonly lines: readonly string[];
  readonly outcomes: readonly RefOutcome[];
}

/** Decides on a push. One that is answered without having been accepted is declined as a whole. Never rejects. */
export type DecidePush = (push: ProposedPush) => Promise<PushAnswer>;

/** How a push is received. */
export interface ReceiveOptions {
  readonly hooksDir: string;
  /** The largest pack, in bytes. */
  readonly maxPackBytes: number;
  readonly limits: ServedLimits;
  readonly env: Readonly<Record<string, string>>;
  readonly advertise: boolean;
  /** Commits that pushers need not send again. */
  readonly haves: Promise<readonly string[]>;
  /** Hears of what went wrong between git and the registry. */
  readonly onFault: (error: unknown) => void;
}

/** A receive-pack, and whether the hooks were reached, which is not so where git itself refuses the push. */
export interface ReceivingGit extends ServedGit {
  readonly reached: () => boolean;
}

/**
 * Starts `git receive-pack` for one request. It works in a namespace without refs, so that none is advertised, and
 * leaves every ref to `decide`; what is declined never was in the repository.
 */
export function receivePack(
  runtime: GitRuntime,
  repo: string,
  { hooksDir, maxPackBytes, limits, env, advertise, haves, onFault }: ReceiveOptions,
  decide: DecidePush,
): ReceivingGit {
  const settings = [
    `core.hooksPath=${hooksDir}`,
    `receive.maxInputSize=${maxPackBytes}`,
    ...['receive.fsckObjects=true', 'receive.unpackLimit=1', 'receive.advertisePushOptions=true'],
    ...['receive.procReceiveRefs=refs', 'receive.autogc=false', 'receive.shallowUpdate=false'],
  ].flatMap((setting) => ['-c', setting]);
  const mode = advertise ? ['--stateless-rpc', '--advertise-refs'] : ['--stateless-rpc'];
  const args = [...settings, 'receive-pack', ...mode, repo];
  const { channel, ...served } = serveGit(runtime, repo, {
    ...{ args, limits, isReceiving: true },
    env: { ...env, GIT_NAMESPACE: 'push' },
  });
  let reached = false;
  if (advertise) {
    channel.end();
    const output = withHaves(served.output, haves);
    const stop = () => {
      served.stop();
      output.destroy();
    };
    return { ...served, output, stop, reached: () => reached };
  }
  void converse(createHookChannel(channel), runtime, repo, decide, (objects) => {
    reached = true;
    void served.ended.then(() => objects.close());
  }).catch((error: unknown) => {
    onFault(error);
    served.stop();
  });
  return { ...served, reached: () => reached };
}

async function converse(
  hooks: HookChannel,
  runtime: GitRuntime,
  repo: string,
  decide: DecidePush,
  onReached: (objects: PushedObjects) => void,
): Promise<void> {
  const proposal = await hooks.proposal();
  if (!proposal) return;
  const objects = openQuarantine(runtime, repo, proposal.quarantine);
  onReached(objects);
  let accepted = false;
  const accept = async () => {
    objects.close();
    if (!(await hooks.accept())) throw goneClient();
    accepted = true;
  };
  try {
    const answer = await decide({ ...proposal, objects, accept });
    if (accepted) hooks.report(answer.lines, answer.outcomes);
    else hooks.decline(answer.lines);
  } finally {
    objects.close();
  }
}
