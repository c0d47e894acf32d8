import type { Diagnostic } from '../contract/answers.ts';
import type { RunBuild } from '../domain/compile.ts';
import { diagnose } from '../domain/diagnostics.ts';
import type { FunctionContent } from '../domain/functionTree.ts';
import type { Inspect } from '../domain/inspect.ts';

/** Finds everything there is to say about a function's files. */
export type CheckCode = (content: FunctionContent) => Promise<Diagnostic[]>;

/** Makes the check from what inspects and what compiles; both are to stand whatever code they are given. */
export function createCheckCode(runBuild: RunBuild, inspect: Inspect): CheckCode {
  return (content) => diagnose(content, { inspect, runBuild });
}
