import type { Diagnostic } from '../contract/answers.ts';
import { isRegistryError } from '../contract/errors.ts';
import type { PortablePath } from '../contract/names.ts';
import { withinTime } from './boundedTime.ts';
import { checkAdapter } from './checks/adapter.ts';
import { checkCore } from './checks/core.ts';
import { checkDependencies } from './checks/dependencies.ts';
import { checkDynamicCode } from './checks/dynamicCode.ts';
import { checkEnvironment } from './checks/environment.ts';
import { checkImports } from './checks/imports.ts';
import { checkManifestFields } from './checks/manifestFields.ts';
import { checkSchema } from './checks/schema.ts';
import { checkUnusedFiles } from './checks/unusedFiles.ts';
import { isSource } from './entrypoint.ts';
import { type FunctionContent, splitText } from './functionTree.ts';
import { importGraph } from './importGraph.ts';
import type { Check } from './inspection.ts';
import { manifestPlaces } from './manifestPlaces.ts';
import { findDeepNesting, tooDeep, tooSlow } from './nesting.ts';
import { findSecrets } from './secrets.ts';
import { type SourceFacts, sourceFacts } from './sourceFacts.ts';

/** What was found without compiling, and whether a compiler may be given the code at all. */
export interface Inspected {
  readonly diagnostics: readonly Diagnostic[];
  readonly compilable: boolean;
}

/** Inspects a function's files, here or elsewhere. */
export type Inspect = (content: FunctionContent) => Inspected | Promise<Inspected>;

const CHECKS: readonly Check[] = [
  checkManifestFields,
  checkImports,
  checkDependencies,
  checkEnvironment,
  checkCore,
  checkSchema,
  checkAdapter,
  checkDynamicCode,
  checkUnusedFiles,
];
/** Reading takes a small part of this; a few hundred characters can be made to take years. */
const MILLISECONDS = 500;
const MILLISECONDS_PER_KIBIBYTE = 4;
const MAX_OF_A_KIND = 100;

/**
 * Checks all that can be told from the files themselves, each parsed once; nothing is read from elsewhere and no code
 * is run. A file that takes too long to read is a finding, and the last that is read; `patience` is by how much longer
 * than usual that may be.
 */
export function inspect(content: FunctionContent, patience = 1): Inspected {
  const { texts } = splitText(content.files);
  const code = new Map([...texts].filter(([path]) => isSource(path)));
  const { sources, diagnostics } = read(code, patience);
  const paths = new Set(content.files.keys());
  const inspection = {
    ...{ content, sources, imports: importGraph(sources, paths), places: manifestPlaces(content.files) },
    complete: sources.size === code.size,
  };
  const found = CHECKS.flatMap((check) => check(inspection));
  return {
    diagnostics: limited([...diagnostics, ...found, ...findSecrets(content.files)]),
    compilable: diagnostics.length === 0,
  };
}

/** As {@link inspect}, where nobody else is kept waiting: on a busy machine reading takes some times as long as usual. */
export function inspectPatiently(content: FunctionContent): Inspected {
  return inspect(content, 4);
}

function read(
  code: ReadonlyMap<PortablePath, string>,
  patience: number,
): {
  sources: Map<PortablePath, SourceFacts>;
  diagnostics: Diagnostic[];
} {
  const sources = new Map<PortablePath, SourceFacts>();
  const diagnostics = findDeepNesting(code);
  const deep = new Set(diagnostics.map(({ path }) => path));
  const length = [...code.values()].reduce((sum, text) => sum + text.length, 0);
  const milliseconds = Math.ceil(patience * (MILLISECONDS + (length / 1024) * MILLISECONDS_PER_KIBIBYTE));
  let reading: PortablePath | undefined;
  const readAll = () => {
    for (const [path, text] of code) {
      if (deep.has(path)) continue;
      reading = path;
      const facts = sourceFacts(path, text);
      if (facts === 'too deep') diagnostics.push(tooDeep(path));
      else if (facts !== 'unknown') sources.set(path, facts);
    }
  };
  try {
    withinTime(milliseconds, 'Reading the source', readAll);
  } catch (cause) {
    if (!isRegistryError(cause, 'LIMIT_EXCEEDED')) throw cause;
    diagnostics.push(tooSlow(reading ?? ''));
  }
  return { sources, diagnostics };
}

/** A file can be made of one fault alone; nobody reads more than a hundred of it. */
function limited(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const counts = new Map<string, number>();
  return diagnostics.filter(({ code }) => {
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    return count <= MAX_OF_A_KIND;
  });
}
