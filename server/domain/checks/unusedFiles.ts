import type { Diagnostic } from '../../contract/answers.ts';
import type { PortablePath } from '../../contract/names.ts';
import { findEntrypoint, isDeclaration, isSource } from '../entrypoint.ts';
import { warning } from '../finding.ts';
import { reachableFrom } from '../importGraph.ts';
import type { Inspection } from '../inspection.ts';
import { includedPaths, SCHEMAS } from '../selectFiles.ts';
import { WHOLE_FILE } from '../syntaxNodes.ts';

/** Every source file is imported from the entrypoint or the schema, or named by `include`. */
export function checkUnusedFiles({ content, imports, complete }: Inspection): Diagnostic[] {
  const { manifest, files } = content;
  const paths = [...files.keys()];
  const entrypoint = findEntrypoint(manifest, paths);
  if (!entrypoint || !complete) return [];
  const schemas = [...SCHEMAS, manifest.drizzleSchema] as PortablePath[];
  const reached = reachableFrom([entrypoint, ...schemas, ...includedPaths(manifest, paths)], imports);
  return paths
    .filter((path) => isSource(path) && !isDeclaration(path) && !reached.has(path))
    .map((path) => {
      const message = 'Nothing imports this file: leave it out, or name it in "include".';
      return warning(path, WHOLE_FILE, 'UNUSED_FILE', message);
    });
}
