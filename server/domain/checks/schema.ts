import type { Diagnostic } from '../../contract/answers.ts';
import type { PortablePath } from '../../contract/names.ts';
import { quote } from '../../contract/names.ts';
import { adapterFiles } from '../adapterFiles.ts';
import { warning } from '../finding.ts';
import { reachableFrom } from '../importGraph.ts';
import type { Inspection } from '../inspection.ts';
import { WHOLE_FILE } from '../syntaxNodes.ts';

const SNAKE_CASE = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/;

/** `schema`, and the file that `drizzleSchema` names, hold Drizzle tables whose columns are named in snake case. */
export function checkSchema({ content, sources, imports }: Inspection): Diagnostic[] {
  const { schema } = adapterFiles(content.files.keys());
  const found: Diagnostic[] = [];
  const told = new Set<PortablePath>();
  for (const path of new Set([schema, content.manifest.drizzleSchema])) {
    if (path === undefined || !sources.has(path)) continue;
    const reached = [...reachableFrom([path], imports)].filter((each) => sources.has(each));
    if (reached.every((each) => sources.get(each)?.drizzle.tables === 0)) {
      const message =
        'Export Drizzle tables from this file, or give it another name: installs take it for the schema.';
      found.push(warning(path, WHOLE_FILE, 'SCHEMA_WITHOUT_TABLES', message));
    }
    for (const each of reached.filter((each) => !told.has(each))) {
      told.add(each);
      for (const { name, place } of sources.get(each)?.drizzle.columns ?? []) {
        if (SNAKE_CASE.test(name)) continue;
        const message = `Name the column ${quote(snakeCase(name))} instead of ${quote(name)}: columns are named in snake case.`;
        found.push(warning(each, place, 'SCHEMA_COLUMN', message));
      }
    }
  }
  return found;
}

function snakeCase(name: string): string {
  return name
    .slice(0, 64)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase();
}
