import { isRegistryError } from '../server/contract/errors.ts';

/** What the process ends with: 0 and 1 as usual, 2 usage, 4 not logged in or not allowed, 5 not found or conflict. */
export const EXIT = { ok: 0, failure: 1, usage: 2, notAllowed: 4, conflict: 5, interrupted: 130 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const BY_STATUS: Readonly<Record<number, ExitCode>> = {
  401: EXIT.notAllowed,
  403: EXIT.notAllowed,
  404: EXIT.conflict,
  409: EXIT.conflict,
  410: EXIT.conflict,
  412: EXIT.conflict,
};

/** The exit code that stands for a thrown value. */
export function exitCodeOf(error: unknown): ExitCode {
  if (isInterruption(error)) return EXIT.interrupted;
  if (!isRegistryError(error)) return EXIT.failure;
  return error.code === 'USAGE' ? EXIT.usage : (BY_STATUS[error.status] ?? EXIT.failure);
}

/** Whether the thrown value says that somebody pressed Ctrl-C. */
export function isInterruption(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** What {@link ended} makes: not an error to tell about, only an end. */
interface Ending extends Error {
  readonly exitCode: ExitCode;
}

/** To be thrown by a command that has said by itself what is wrong, to end with an exit code and without a word more. */
export function ended(exitCode: ExitCode): Error {
  return Object.assign(new Error(`Ended with exit code ${exitCode}`), { name: 'Ended', exitCode });
}

/** The exit code of what {@link ended} made; nothing for any other thrown value. */
export function exitCodeOfEnd(error: unknown): ExitCode | undefined {
  return error instanceof Error && error.name === 'Ended' ? (error as Ending).exitCode : undefined;
}
