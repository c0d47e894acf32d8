import type { Diagnostic } from '../../contract/answers.ts';
import { isRegistryError } from '../../contract/errors.ts';
import { MANIFEST_PATH } from '../../contract/manifest.ts';
import type { PortablePath } from '../../contract/names.ts';
import { findEntrypoint, isDeclaration, isSource } from '../entrypoint.ts';
import { error, warning } from '../finding.ts';
import { reachableFrom } from '../importGraph.ts';
import type { Inspection } from '../inspection.ts';
import { includedPaths, SCHEMAS } from '../selectFiles.ts';
import { WHOLE_FILE } from '../syntaxNodes.ts';

/** Every source file is imported from the entrypoint or the schema, or named by `include`. */
export function checkUnusedFiles(inspection: Inspection): Diagnostic[] {
  try {
    return unusedFiles(inspection);
  } catch (cause) {
    if (!isRegistryError(cause, 'LIMIT_EXCEEDED')) throw cause;
    const message = 'Simplify these globs: matching them takes too long.';
    return [error(MANIFEST_PATH, inspection.places('include'), 'TOO_DEEP', message)];
  }
}

function unusedFiles({ content, imports, complete }: Inspection): Diagnostic[] {
  const { manifest, files } = content;
  const paths = [...files.keys()];
  const entrypoint = findEntrypoint(manifest, paths);
  if (!entrypoint || !complete) return [];
  const included = includedPaths(manifest, paths);
  const schemas = [...(SCHEMAS as PortablePath[]), manifest.drizzleSchema ?? entrypoint];
  const reached = reachableFrom([entrypoint, ...schemas, ...included], imports);
  return paths
    .filter((path) => isSource(path) && !isDeclaration(path) && !reached.has(path))
    .map((path) => {
      const message = 'Nothing imports this file: leave it out, or name it in "include".';
      return warning(path, WHOLE_FILE, 'UNUSED_FILE', message);
    });
}
