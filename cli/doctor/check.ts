/** What was looked at and how it is; `remedy` says what to do, and is `''` where all is well. */
export interface Check {
  readonly name: string;
  readonly status: 'ok' | 'warn' | 'fail';
  readonly message: string;
  readonly remedy: string;
}

/** A check that found nothing wrong. */
export function fine(name: string, message: string): Check {
  return { name, status: 'ok', message, remedy: '' };
}

/** A check that found what may be meant, or will be wrong one day. */
export function doubtful(name: string, message: string, remedy: string): Check {
  return { name, status: 'warn', message, remedy };
}

/** A check that found what keeps commands from working. */
export function broken(name: string, message: string, remedy: string): Check {
  return { name, status: 'fail', message, remedy };
}
