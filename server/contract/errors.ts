/** Every error the registry and its CLI can answer with: HTTP status and the hint shown where none is more exact. */
export const ERRORS = {
  BAD_REQUEST: { status: 400, hint: 'Correct the request as the details say.' },
  INVALID_JSON: { status: 400, hint: 'Send one JSON object, encoded as UTF-8.' },
  FORBIDDEN_KEY: { status: 400, hint: 'Rename the key: it would change the object it is read into.' },
  INVALID_SLUG: { status: 400, hint: 'Use 1 to 64 lower-case letters, digits and single hyphens.' },
  INVALID_USERNAME: { status: 400, hint: 'Use 1 to 64 lower-case letters, digits and single hyphens.' },
  RESERVED_NAME: { status: 400, hint: 'Choose another name.' },
  INVALID_VERSION: { status: 400, hint: 'Use semver such as 1.2.0 or 2.0.0-beta.1, without build metadata.' },
  INVALID_RANGE: { status: 400, hint: 'Use an exact version or a semver range such as ^1.2.0.' },
  INVALID_MANIFEST: {
    status: 400,
    hint: 'Correct aerostack.json; its fields are described at /schema/aerostack.json.',
  },
  INVALID_PATH: { status: 400, hint: 'Use relative paths of plain names, separated by "/".' },
  PATH_COLLISION: { status: 400, hint: 'Rename one of the two: some file systems cannot hold both.' },
  INVALID_FILE: { status: 400, hint: 'Send UTF-8 text, or png, jpeg, gif or webp images as assets.' },
  LIMIT_EXCEEDED: { status: 400, hint: 'Push fewer or smaller files; the operator sets the limits.' },
  IMPORT_OUTSIDE: { status: 400, hint: "Move the imported file into the function's folder." },
  NOT_PUBLISHABLE: { status: 400, hint: 'Mend what the details list, then publish again.' },
  UNSUPPORTED_PUSH: {
    status: 400,
    hint: 'Push one branch: the registry makes a draft of it, and tags what is published.',
  },
  PUSH_OPTION: { status: 400, hint: 'The options are: publish, allow-secrets, and path=DIR.' },
  SHALLOW_PUSH: { status: 400, hint: 'Run `git fetch --unshallow`, then push again.' },
  WEAK_PASSWORD: { status: 400, hint: 'Use at least 10 characters.' },
  UNAUTHORIZED: { status: 401, hint: 'Run `aerostack login`, or send a valid key in X-API-Key.' },
  KEY_IN_QUERY: { status: 401, hint: 'Send the key in the X-API-Key header: URLs end up in logs.' },
  WRONG_CREDENTIALS: { status: 401, hint: 'Check the e-mail address and the password.' },
  FORBIDDEN: { status: 403, hint: 'Use a key that has the scope.' },
  CROSS_SITE: { status: 403, hint: "Send the form from the registry's own pages." },
  REGISTRATION_CLOSED: { status: 403, hint: "Ask the registry's operator for an account." },
  ACCOUNT_DISABLED: { status: 403, hint: "Ask the registry's operator." },
  LINK_INVALID: { status: 403, hint: "Ask the registry's operator for another link." },
  QUOTA_EXCEEDED: { status: 403, hint: "Ask the registry's operator for more." },
  NOT_FOUND: { status: 404, hint: 'Check the name, and that you may see it.' },
  VERSION_NOT_FOUND: { status: 404, hint: 'List the versions with `aerostack functions info`.' },
  REQUEST_TIMEOUT: { status: 408, hint: 'Send the request again.' },
  VERSION_EXISTS: { status: 409, hint: 'Publish with --bump patch, minor or major.' },
  AMBIGUOUS_DRAFT: { status: 409, hint: 'Name one draft by its ID.' },
  NOT_FAST_FORWARD: {
    status: 409,
    hint: 'Push a commit that descends from it, or from the tip of the branch in your private repository; any other name makes a draft.',
  },
  NOTHING_TO_PUSH: { status: 409, hint: 'Change a function, or name one with `git push -o path=DIR`.' },
  ALREADY_EXISTS: { status: 409, hint: 'Choose another name.' },
  PUBLISHED: { status: 409, hint: 'Published versions stay, so that installs can be repeated.' },
  REF_MOVED: {
    status: 409,
    hint: 'Somebody else wrote at the same time; load the newest state and try again.',
  },
  VERSION_TAKEN_DOWN: {
    status: 410,
    hint: 'Use another version: `aerostack functions versions` lists them.',
  },
  PRECONDITION_FAILED: {
    status: 412,
    hint: 'Load the newest state of the draft and apply the change to it.',
  },
  PAYLOAD_TOO_LARGE: { status: 413, hint: 'Push fewer or smaller files; the operator sets the limits.' },
  RATE_LIMITED: { status: 429, hint: 'Wait as long as Retry-After says.' },
  INTERNAL: { status: 500, hint: 'Give the operator the request id.' },
  OBJECT_CORRUPT: {
    status: 500,
    hint: 'Publishing the same content again repairs it; `git fsck` names the damage.',
  },
  BUSY: { status: 503, hint: 'Try again in a moment.' },
  STORE_UNAVAILABLE: {
    status: 503,
    hint: "The registry's disk cannot be written at present; try again later.",
  },
  STORE_READ_ONLY: {
    status: 503,
    hint: "The registry's disk is read-only: tell the operator. What is published can still be read.",
  },
  LOCK_STUCK: {
    status: 503,
    hint: 'End the process that holds it; what it left is mended by the next write.',
  },
  SHUTTING_DOWN: { status: 503, hint: 'Try again in a moment, when the registry is up again.' },
  STORE_FULL: { status: 507, hint: "The registry's disk is full; tell the operator." },

  INVALID_CONFIG: { status: 500, hint: 'Correct the settings; see "Configuration" in the README.' },
  NOT_A_BACKUP: { status: 400, hint: 'Name an empty folder, or one that `aerostack backup` made.' },
  BACKUP_DAMAGED: {
    status: 500,
    hint: 'Use another copy of the backup, or take a new one into an empty folder.',
  },
  NOT_EMPTY: { status: 409, hint: 'Name a folder that is empty or not there yet.' },
  USAGE: { status: 400, hint: 'See `aerostack help`.' },
  NOT_LOGGED_IN: { status: 401, hint: 'Run `aerostack login`, or set AEROSTACK_API_KEY.' },
  NETWORK: { status: 502, hint: 'Check the registry URL and that the registry is up.' },
  BAD_ANSWER: { status: 502, hint: 'Check that the URL is that of an Aerostack registry.' },
  UNSAFE_MANIFEST: {
    status: 502,
    hint: 'Nothing was written. Do not trust this registry, or report the function.',
  },
  TREE_MISMATCH: {
    status: 502,
    hint: 'Nothing was written. The files were changed on the way or on the registry.',
  },
  LOCAL_CHANGES: { status: 409, hint: 'Keep them, or replace them with --force.' },
  TAKEN_LOCALLY: { status: 409, hint: 'Install it under another name with --as <name>.' },
  UNSAFE_TARGET: { status: 409, hint: 'Replace the symbolic link by a real folder.' },
  NO_GIT: { status: 500, hint: 'Install git; `aerostack doctor` checks what is needed.' },
  NO_REPOSITORY: { status: 400, hint: 'Run this inside a git repository; `git init` makes one.' },
  REMOTE_EXISTS: { status: 409, hint: 'Give the new one another name with --name <remote>.' },
  GIT_FAILED: { status: 500, hint: 'Mend what git names, and run the command again.' },
  PROJECT_FILE: { status: 400, hint: 'Correct the file and run the command again.' },
  FROZEN: {
    status: 400,
    hint: 'Run `aerostack functions install` and commit what it changes; nothing was written.',
  },
  PACKAGES_NOT_INSTALLED: { status: 500, hint: 'Install the npm packages by hand.' },
  NO_ENTRYPOINT: { status: 400, hint: 'Name the file, or set "entrypoint" in aerostack.json.' },
  GITHUB_TOKEN: {
    status: 403,
    hint: 'Set GITHUB_TOKEN to a token of GitHub that may do this with the repository.',
  },
  GITHUB_LIMIT: {
    status: 429,
    hint: 'Wait until then, or set GITHUB_TOKEN: with a token GitHub allows more.',
  },
  GITHUB_FAILED: { status: 502, hint: "Try again in a moment; GitHub's status page tells of outages." },
  ADDRESS_REFUSED: {
    status: 400,
    hint: 'The registry asks public addresses only, unless its operator allows the host.',
  },
  TAG_MISMATCH: {
    status: 409,
    hint: 'Set "version" in aerostack.json to that of the tag, or tag the commit that has the version.',
  },
  POSSIBLE_SECRET: { status: 400, hint: 'Move it to an environment variable, or push with --allow-secrets.' },
} as const satisfies Record<string, { status: number; hint: string }>;

/** A key of {@link ERRORS}; stable, for programs to test. */
export type ErrorCode = keyof typeof ERRORS;

/** One thing that is wrong, where there may be several. */
export interface ErrorDetail {
  path?: string;
  line?: number;
  column?: number;
  code?: string;
  message: string;
}

/** A refusal with a stable code, a sentence that names what is wrong, and a hint that says what to do. */
export class RegistryError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;
  readonly details: readonly ErrorDetail[];
  /** Seconds after which the same request may succeed. */
  readonly retryAfter: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    more: { hint?: string; details?: readonly ErrorDetail[]; cause?: unknown; retryAfter?: number } = {},
  ) {
    super(message, { cause: more.cause });
    this.name = 'RegistryError';
    this.code = code;
    this.hint = more.hint ?? ERRORS[code].hint;
    this.details = more.details ?? [];
    this.retryAfter = more.retryAfter;
  }

  get status(): number {
    return ERRORS[this.code].status;
  }
}

/** Whether the thrown value is a refusal with this code. */
export function isRegistryError(error: unknown, code?: ErrorCode): error is RegistryError {
  return error instanceof RegistryError && (code === undefined || error.code === code);
}
