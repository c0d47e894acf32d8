import { isDeepStrictEqual } from 'node:util';
import { isMap, isScalar, parseDocument, stringify, type YAMLMap } from 'yaml';

/**
 * The text with one more entry at the end of a map in it, everything else byte for byte as it is; nothing where the map
 * is not written so that this can be done.
 */
export function appendToMap(
  text: string,
  map: unknown,
  name: string,
  value: unknown,
  expected: unknown,
): string | undefined {
  if (!isMap(map) || map.flow || !map.range) return undefined;
  const indent = indentOf(text, map);
  if (indent === undefined) return undefined;
  const [, , end] = map.range;
  const lines = stringify({ [name]: value }, { lineWidth: 0, indent: Math.max(indent, 2) })
    .trimEnd()
    .split('\n');
  const entry = lines.map((line) => `${' '.repeat(indent)}${line}\n`).join('');
  const before = text.slice(0, end);
  const separated = before.endsWith('\n') ? before : `${before}\n`;
  // As files of jobs at the margin are mostly written.
  const gap = indent === 0 && before.trim().includes('\n\n') ? '\n' : '';
  const appended = `${separated}${gap}${entry}${text.slice(end)}`;
  const read = parseDocument(appended, { merge: true });
  return read.errors.length === 0 && isDeepStrictEqual(read.toJS({ maxAliasCount: 100 }), expected)
    ? appended
    : undefined;
}

/** Of the map's first key. */
function indentOf(text: string, map: YAMLMap): number | undefined {
  const key = map.items[0]?.key;
  if (!isScalar(key) || !key.range) return undefined;
  const line = text.slice(text.lastIndexOf('\n', key.range[0] - 1) + 1, key.range[0]);
  return /^ *$/.test(line) ? line.length : undefined;
}
