import type { Diagnostic } from '../../contract/answers.ts';
import { MANIFEST_PATH } from '../../contract/manifest.ts';
import { quote } from '../../contract/names.ts';
import { isBeside } from '../entrypoint.ts';
import { textOf } from '../fileContent.ts';
import { warning } from '../finding.ts';
import { findReadme } from '../functionTree.ts';
import type { Inspection } from '../inspection.ts';

/** Set by runtimes and bundlers, never by who installs a function. */
const GIVEN: ReadonlySet<string> = new Set(['NODE_ENV', 'MODE', 'DEV', 'PROD', 'SSR', 'BASE_URL']);
const CODE_BLOCK = /^ {0,3}(```|~~~)[^\n]*\n[\s\S]*?^ {0,3}\1/gm;
const READ_IN_EXAMPLE =
  /\benv(?:\.([A-Za-z_]\w{0,99})|\[\s{0,9}['"]([A-Za-z_]\w{0,99})|\.get\(\s{0,9}['"]([A-Za-z_]\w{0,99}))/g;

/** `envVars` names the environment variables that the source reads, and no others. */
export function checkEnvironment(inspection: Inspection): Diagnostic[] {
  return [...undeclared(inspection), ...unused(inspection)];
}

function undeclared({ content: { manifest }, sources }: Inspection): Diagnostic[] {
  const declared = new Set(manifest.envVars);
  const bindings = new Set([...sources.values()].flatMap(({ env }) => env.bindings));
  return [...sources].flatMap(([path, { env }]) => {
    if (isBeside(path)) return [];
    const told = new Set<string>();
    const inOrder = [...env.read].sort(
      (a, b) => a.place.line - b.place.line || a.place.column - b.place.column,
    );
    return inOrder.flatMap(({ name, place }) => {
      if (declared.has(name) || bindings.has(name) || GIVEN.has(name) || told.has(name)) return [];
      told.add(name);
      const message = `Add ${quote(name)} to "envVars": installing the function tells people to set what is named there.`;
      return warning(path, place, 'ENV_VAR_UNDECLARED', message);
    });
  });
}

function unused({ content, sources, complete, places }: Inspection): Diagnostic[] {
  const read = [...sources].filter(([path]) => !isBeside(path)).map(([, facts]) => facts);
  if (!complete || read.some(({ env }) => env.dynamic)) return [];
  const shown = readInExamples(content);
  return (content.manifest.envVars ?? []).flatMap((name, index) => {
    // Schemas and types name variables without reading them where they stand.
    if (shown.has(name) || read.some(({ words }) => words.has(name))) return [];
    const message = `Nothing reads ${quote(name)}: remove it from "envVars".`;
    return warning(MANIFEST_PATH, places('envVars', index), 'ENV_VAR_UNUSED', message);
  });
}

/** A function that takes its settings as arguments shows in its README's code where they come from. */
function readInExamples({ files }: Inspection['content']): Set<string> {
  const path = findReadme(files.keys());
  const blocks = (path && textOf(files.get(path)!)?.match(CODE_BLOCK)) ?? [];
  return new Set(
    blocks.flatMap((block) =>
      [...block.matchAll(READ_IN_EXAMPLE)].map((match) => match[1] ?? match[2] ?? match[3] ?? ''),
    ),
  );
}
