import type { Diagnostic } from '../../contract/answers.ts';
import { MANIFEST_PATH } from '../../contract/manifest.ts';
import { quote } from '../../contract/names.ts';
import { isBeside } from '../entrypoint.ts';
import { warning } from '../finding.ts';
import type { Inspection } from '../inspection.ts';
import type { ModuleReference } from '../moduleReferences.ts';
import { bringsItself, dependencyName, isOfRuntime, packageOf, typedPackage } from '../packageNames.ts';

/** What JSX is compiled to calls of, without an import that could be seen. */
const JSX_PACKAGES = new Set(['react', 'react-dom', 'preact']);

/** `npmDependencies` names the packages that the source imports, types included, and no others. */
export function checkDependencies(inspection: Inspection): Diagnostic[] {
  return [...missing(inspection), ...unused(inspection)];
}

function missing({ content: { manifest }, sources }: Inspection): Diagnostic[] {
  const declared = new Set(manifest.npmDependencies?.map(dependencyName));
  const typed = new Set([...declared].map(typedPackage));
  return [...sources].flatMap(([path, { references }]) => {
    if (isBeside(path)) return [];
    const told = new Set<string>();
    return references.found.flatMap((reference) => {
      const name = neededPackage(reference);
      if (name === undefined || declared.has(name) || told.has(name)) return [];
      if (isOfRuntime(name, manifest.runtime)) return [];
      if (reference.form === 'type' && typed.has(name)) return [];
      told.add(name);
      const message = `Add ${quote(name)} to "npmDependencies": nothing else tells those who install the function that they need it.`;
      return warning(path, reference.place, 'DEPENDENCY_MISSING', message);
    });
  });
}

function unused({ content: { manifest }, sources, complete, places }: Inspection): Diagnostic[] {
  if (!complete) return [];
  const facts = [...sources.values()];
  const imported = new Set(
    facts.flatMap(({ references }) => references.found.map(({ specifier }) => packageOf(specifier))),
  );
  const usesJsx = facts.some((each) => each.usesJsx);
  return (manifest.npmDependencies ?? []).flatMap((entry, index) => {
    const name = dependencyName(entry);
    const typed = typedPackage(name);
    if (imported.has(name) || (usesJsx && JSX_PACKAGES.has(name))) return [];
    if (typed !== undefined && (imported.has(typed) || OF_RUNTIMES.has(typed))) return [];
    const message = `Nothing imports ${quote(name)}: remove it from "npmDependencies".`;
    return warning(MANIFEST_PATH, places('npmDependencies', index), 'DEPENDENCY_UNUSED', message);
  });
}

/** Types of these are of globals, which nobody imports. */
const OF_RUNTIMES: ReadonlySet<string> = new Set(['node', 'bun', 'deno', 'web']);

/** The package that has to be installed for a reference. */
function neededPackage({ specifier, form }: ModuleReference): string | undefined {
  if (form === 'url' || form === 'declaration' || bringsItself(specifier)) return undefined;
  return packageOf(specifier);
}
