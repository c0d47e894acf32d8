import type { Diagnostic } from '../contract/answers.ts';
import type { RunBuild } from '../domain/compile.ts';
import { diagnose } from '../domain/diagnostics.ts';
import type { FunctionContent } from '../domain/functionTree.ts';
import type { Inspected } from '../domain/inspect.ts';

/** Finds everything there is to say about a function's files, on behalf of an account. */
export type CheckCode = (content: FunctionContent, account: string) => Promise<Diagnostic[]>;

/** Inspects a function's files on behalf of an account, so that one does not keep all others waiting. */
export type InspectFor = (content: FunctionContent, account: string) => Inspected | Promise<Inspected>;

/** Makes the check from what inspects and what compiles; both are to stand whatever code they are given. */
export function createCheckCode(runBuild: RunBuild, inspectFor: InspectFor): CheckCode {
  return (content, account) => diagnose(content, { inspect: (of) => inspectFor(of, account), runBuild });
}
