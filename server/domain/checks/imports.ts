import type { Diagnostic } from '../../contract/answers.ts';
import { quote } from '../../contract/names.ts';
import { textOf } from '../fileContent.ts';
import { error, warning } from '../finding.ts';
import type { Inspection } from '../inspection.ts';
import { jsonErrorPlace } from '../manifestPlaces.ts';

/** Names that only a project's own settings give a meaning: `@/lib/x`, `~/lib/x`, `#lib/x`. */
const ALIAS = /^(?:@\/|~\/|#)/;

/** Relative imports in any form lead to a file of the function, and never out of its folder. */
export function checkImports(inspection: Inspection): Diagnostic[] {
  return [...leadingNowhere(inspection), ...importedJson(inspection)];
}

function leadingNowhere({ sources, imports }: Inspection): Diagnostic[] {
  return [...sources].flatMap(([path, { references }]) => {
    const found: Diagnostic[] = [];
    for (const { reference, target, outside } of imports.get(path) ?? []) {
      const named = quote(reference.specifier);
      if (outside) {
        const message = `${named} leads out of the function's folder: move the file into it.`;
        found.push(error(path, reference.place, 'IMPORT_OUTSIDE', message));
      } else if (target === undefined) {
        const message = `${named} leads to no file of the function: correct the path, or add the file.`;
        found.push(warning(path, reference.place, 'IMPORT_NOT_FOUND', message));
      }
    }
    for (const { specifier, place, form } of references.found) {
      if (!ALIAS.test(specifier) || form === 'url') continue;
      const message = `${quote(specifier)} means a file only by a project's own settings: import it by its relative path.`;
      found.push(warning(path, place, 'IMPORT_NOT_FOUND', message));
    }
    for (const place of references.computed) {
      const message = 'This path is only known at run time: name the files it may mean in "include".';
      found.push(warning(path, place, 'IMPORT_COMPUTED', message));
    }
    return found;
  });
}

/** Every runtime and bundler parses JSON that is imported. */
function importedJson({ content, imports }: Inspection): Diagnostic[] {
  const targets = [...imports.values()].flat().filter(({ reference }) => reference.form === 'value');
  const json = new Set(targets.flatMap(({ target }) => (target?.endsWith('.json') ? target : [])));
  return [...json].flatMap((path) => {
    const text = textOf(content.files.get(path)!) ?? '';
    try {
      JSON.parse(text);
      return [];
    } catch (cause) {
      const message = `Correct the syntax: ${(cause as Error).message.split('\n', 1)[0]}.`;
      return error(path, jsonErrorPlace(text), 'SYNTAX', message);
    }
  });
}
