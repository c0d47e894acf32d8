import { findNodeAtLocation, type ParseError, parseTree } from 'jsonc-parser';
import { MANIFEST_PATH } from '../contract/manifest.ts';
import { textOf } from './fileContent.ts';
import type { FunctionFiles } from './gitObjects.ts';
import { type Place, WHOLE_FILE } from './syntaxNodes.ts';

/** Where a key of aerostack.json stands, or an element of a list in it; the whole file where there is none. */
export type ManifestPlaces = (...path: (string | number)[]) => Place;

/** Finds places in the aerostack.json of a function's files. */
export function manifestPlaces(files: FunctionFiles): ManifestPlaces {
  const text = manifestText(files);
  const tree = parseTree(text);
  return (...path) => {
    const value = tree && findNodeAtLocation(tree, path);
    if (!value) return WHOLE_FILE;
    const key = value.parent?.type === 'property' ? value.parent.children?.[0] : undefined;
    return placeAt(text, (key ?? value).offset);
  };
}

/** Where an aerostack.json that is no JSON goes wrong first. */
export function manifestErrorPlace(files: FunctionFiles): Place {
  return jsonErrorPlace(manifestText(files));
}

/** Where a text that is no JSON goes wrong first. */
export function jsonErrorPlace(text: string): Place {
  const errors: ParseError[] = [];
  try {
    parseTree(text, errors, { disallowComments: true });
  } catch (cause) {
    // The parser recurses.
    if (!(cause instanceof RangeError)) throw cause;
  }
  return errors[0] ? placeAt(text, errors[0].offset) : WHOLE_FILE;
}

function manifestText(files: FunctionFiles): string {
  const stored = files.get(MANIFEST_PATH);
  return stored ? (textOf(stored) ?? '') : '';
}

/** The line and column of an offset in a text. */
function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const start = before.lastIndexOf('\n') + 1;
  let line = 1;
  for (let at = before.indexOf('\n'); at >= 0; at = before.indexOf('\n', at + 1)) line += 1;
  return { line, column: offset - start + 1 };
}
