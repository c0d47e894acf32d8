/** The options that every command takes; filled in before a command's action runs. */
export interface Flags {
  registry?: string | undefined;
  json?: boolean | undefined;
  yes?: boolean | undefined;
  dryRun?: boolean | undefined;
  quiet?: boolean | undefined;
  verbose?: boolean | undefined;
  /** `false` after `--no-color`. */
  color?: boolean | undefined;
}

/** A sink of text: a standard stream, or a string in a test. */
export interface Writer {
  write(text: string): unknown;
}

/** Where Ctrl-C and its kin arrive: the process, or an emitter in a test. */
export interface Signals {
  on(signal: NodeJS.Signals, listener: () => void): unknown;
  off(signal: NodeJS.Signals, listener: () => void): unknown;
}

/** All of the outside world that a command may touch, so that it can be run in-process. */
export interface CliContext {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homedir: string;
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: Writer;
  readonly stderr: Writer;
  readonly isTTY: { readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean };
  readonly fetch: typeof fetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Resolves after milliseconds; rejects with the signal's reason where that is raised first. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** From 0 to just below 1. */
  readonly random: () => number;
  readonly signals: Signals;
  readonly pid: number;
  /** Of this program. */
  readonly version: string;
  /** The Node that runs this program. */
  readonly nodePath: string;
  /** The folder that the build made; ends in a slash. */
  readonly builtFiles: URL;
  /** Milliseconds until an answer of the registry must have been read whole; absent, the client's own limit. */
  readonly timeout?: number | undefined;
  readonly flags: Flags;
}
