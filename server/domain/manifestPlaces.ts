import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { MANIFEST_PATH } from '../contract/manifest.ts';
import { textOf } from './fileContent.ts';
import type { FunctionFiles } from './gitObjects.ts';
import { type Place, WHOLE_FILE } from './syntaxNodes.ts';

/** Where a key of aerostack.json stands, or an element of a list in it; the whole file where there is none. */
export type ManifestPlaces = (...path: (string | number)[]) => Place;

/** Finds places in the aerostack.json of a function's files. */
export function manifestPlaces(files: FunctionFiles): ManifestPlaces {
  const stored = files.get(MANIFEST_PATH);
  const text = stored ? (textOf(stored) ?? '') : '';
  const tree = parseTree(text);
  return (...path) => {
    const value = tree && findNodeAtLocation(tree, path);
    if (!value) return WHOLE_FILE;
    const key = value.parent?.type === 'property' ? value.parent.children?.[0] : undefined;
    return placeAt(text, (key ?? value).offset);
  };
}

/** The line and column of an offset in a text. */
export function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const start = before.lastIndexOf('\n') + 1;
  let line = 1;
  for (let at = before.indexOf('\n'); at >= 0; at = before.indexOf('\n', at + 1)) line += 1;
  return { line, column: offset - start + 1 };
}
