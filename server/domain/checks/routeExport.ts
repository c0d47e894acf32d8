import type { Diagnostic } from '../../contract/answers.ts';
import { findEntrypoint } from '../entrypoint.ts';
import { warning } from '../finding.ts';
import type { FunctionContent } from '../functionTree.ts';
import { WHOLE_FILE } from '../syntaxNodes.ts';

/** The entrypoint exports what `routeExport` names; `exported` is missing where that cannot be known. */
export function checkRouteExport(
  { files, manifest }: FunctionContent,
  exported: ReadonlySet<string> | undefined,
): Diagnostic[] {
  const path = findEntrypoint(manifest, files.keys());
  if (!path || !manifest.routeExport || !exported || exported.has(manifest.routeExport)) return [];
  const message = `"routeExport" names ${manifest.routeExport}, which the entrypoint does not export.`;
  return [warning(path, WHOLE_FILE, 'ROUTE_EXPORT_MISSING', message)];
}
