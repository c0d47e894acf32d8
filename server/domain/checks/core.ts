import type { Diagnostic } from '../../contract/answers.ts';
import { quote } from '../../contract/names.ts';
import { adapterFiles } from '../adapterFiles.ts';
import { warning } from '../finding.ts';
import { isOfFramework } from '../frameworks.ts';
import { reachableFrom } from '../importGraph.ts';
import type { Inspection } from '../inspection.ts';
import { packageOf } from '../packageNames.ts';

/** `core` holds the logic: it knows no framework and no environment, and is handed what it needs. */
export function checkCore({ content, sources, imports }: Inspection): Diagnostic[] {
  const { core, adapter } = adapterFiles(content.files.keys());
  if (!core) return [];
  const found: Diagnostic[] = [];
  for (const { reference, target } of imports.get(core) ?? []) {
    if (target === undefined || target !== adapter) continue;
    const message = `Let ${adapter} import ${core}, not the other way round: the core is to run without a framework.`;
    found.push(warning(core, reference.place, 'CORE_FRAMEWORK', message));
  }
  // What an adapter does that the core wrongly imports is no further fault.
  const ownImports = adapter ? new Map(imports).set(adapter, []) : imports;
  for (const path of reachableFrom([core], ownImports)) {
    const facts = path === adapter ? undefined : sources.get(path);
    if (!facts) continue;
    const part = path === core ? 'The core' : `${core} imports this file, and the core`;
    for (const { specifier, form, place } of facts.references.found) {
      if (!isOfFramework(packageOf(specifier), specifier, form !== 'value')) continue;
      const message = `${part} is to run without a framework: use ${quote(specifier)} in the adapter.`;
      found.push(warning(path, place, 'CORE_FRAMEWORK', message));
    }
    for (const place of facts.env.ofProcess) {
      const message = `${part} takes its settings from its context: read the environment in the adapter.`;
      found.push(warning(path, place, 'CORE_ENVIRONMENT', message));
    }
  }
  for (const { name, place, parameters } of sources.get(core)?.functions ?? []) {
    if (parameters > 0) continue;
    const message = `Give ${quote(name)} a context as its first parameter: what it needs is handed to it.`;
    found.push(warning(core, place, 'CORE_CONTEXT', message));
  }
  return found;
}
