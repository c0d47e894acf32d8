import type { RegistryError } from '../../server/contract/errors.ts';
import { shown } from '../../server/contract/shown.ts';
import type { Output } from '../output.ts';

/** One part of the work that failed, as `--json` has it. */
export interface Failure {
  readonly what: string;
  readonly code: string;
  readonly error: string;
  readonly hint: string;
}

/** Tells what of the work failed, each with what it was about and what to do. */
export function reportFailures(
  output: Output,
  failed: readonly { readonly what: string; readonly error: RegistryError }[],
): Failure[] {
  return failed.map(({ what, error }) => {
    output.failure(`${shown(what)}: ${shown(error.message)} (${error.code})`);
    for (const { path, message } of error.details) output.failure(`  ${shown(path ?? '')} ${shown(message)}`);
    output.failure(`  ${shown(error.hint)}`);
    return { what, code: error.code, error: error.message, hint: error.hint };
  });
}
