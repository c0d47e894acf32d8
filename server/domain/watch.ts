/** What git is started for: reads of this process's own, writes under a lock, or a client of git that is served. */
export type GitPurpose = 'read' | 'write' | 'serve';

/** What requests wait for beside the disk: the turn on an account, or work that a thread or a child does. */
export type WaitedFor = 'account lock' | 'code check' | 'source' | 'preview';

/** Told of what goes on inside, for whoever counts it; nothing that is told changes what is done. */
export interface Watch {
  /** A git has been started; what this returns is called when it has ended. */
  gitStarted(purpose: GitPurpose): () => void;
  /** Somebody waits; what this returns is called when they wait no longer. */
  waits(what: WaitedFor): () => void;
  /** Something was done that the audit trail has now, such as `version.publish`. */
  done(action: string): void;
}

const nothing = () => {};

/** Counts nothing. */
export const UNWATCHED: Watch = { gitStarted: () => nothing, waits: () => nothing, done: nothing };

/** The same function; that somebody waits for it is told to the watch. */
export function watched<Arguments extends unknown[], Result>(
  watch: Watch,
  what: WaitedFor,
  wait: (...args: Arguments) => Promise<Result>,
): (...args: Arguments) => Promise<Result> {
  return async (...args) => {
    const end = watch.waits(what);
    try {
      return await wait(...args);
    } finally {
      end();
    }
  };
}
