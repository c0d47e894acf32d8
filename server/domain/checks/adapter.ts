import type { Diagnostic } from '../../contract/answers.ts';
import { quote } from '../../contract/names.ts';
import { adapterFiles } from '../adapterFiles.ts';
import { warning } from '../finding.ts';
import { isOfFramework } from '../frameworks.ts';
import type { Inspection } from '../inspection.ts';
import { packageOf } from '../packageNames.ts';
import { WHOLE_FILE } from '../syntaxNodes.ts';

/** `adapter` joins the core to a framework: of the function's own files it imports the core, and types of the schema. */
export function checkAdapter({ content, sources, imports }: Inspection): Diagnostic[] {
  const { core, schema, adapter } = adapterFiles(content.files.keys());
  const facts = adapter && sources.get(adapter);
  if (!adapter || !facts) return [];
  const own = imports.get(adapter) ?? [];
  const found: Diagnostic[] = [];
  const joins = core !== undefined && own.some(({ target }) => target === core);
  const usesFramework = facts.references.found.some(({ specifier, form }) =>
    isOfFramework(packageOf(specifier), specifier, form !== 'value'),
  );
  if (!joins && (core !== undefined || usesFramework)) {
    const message = core
      ? `Import ${core}: the adapter joins it to a framework.`
      : 'Put the logic into core.ts and import it: the adapter joins it to a framework.';
    found.push(warning(adapter, WHOLE_FILE, 'ADAPTER_WITHOUT_CORE', message));
  }
  if (core === undefined) return found;
  for (const { reference, target } of own) {
    if (target === undefined || target === core || target === adapter) continue;
    if (target === schema && reference.form !== 'value') continue;
    const message =
      target === schema
        ? `Leave the tables of ${quote(reference.specifier)} to the core: the adapter imports their types only.`
        : `Let the core use ${quote(reference.specifier)}: the adapter imports the core only.`;
    found.push(warning(adapter, reference.place, 'ADAPTER_IMPORT', message));
  }
  return found;
}
