import { MANIFEST_PATH, type Manifest, manifestFields } from '../contract/manifest.ts';
import type { PortablePath } from '../contract/names.ts';
import { parseJson } from '../contract/plainJson.ts';
import { findEntrypoint, languageOf } from './entrypoint.ts';
import { type FunctionContent, findReadme, splitText } from './functionTree.ts';

/** What a function is written in and for, where its manifest leaves that open too. */
export function describeRuntime(manifest: Manifest, entrypoint: PortablePath | undefined) {
  return {
    language: manifest.language ?? languageOf(entrypoint),
    runtime: manifest.runtime ?? ('any' as const),
  };
}

/** The metadata of a function with every field present, `""` and `[]` where nothing is stated. */
export function describeMetadata({ manifest, files, slug }: FunctionContent) {
  return {
    name: manifest.name ?? slug,
    description: manifest.description ?? '',
    category: manifest.category ?? '',
    tags: manifest.tags ?? [],
    ...describeRuntime(manifest, findEntrypoint(manifest, files.keys())),
    license: manifest.license ?? '',
  };
}

/** The text files of a function, and its README, entrypoint and aerostack.json apart. */
export function describeSources({ manifest, files }: FunctionContent) {
  const { texts } = splitText(files);
  const entrypoint = findEntrypoint(manifest, files.keys());
  const readme = findReadme(files.keys());
  return {
    readme: (readme && texts.get(readme)) ?? '',
    entrypoint: entrypoint ?? '',
    code: (entrypoint && texts.get(entrypoint)) ?? '',
    files: Object.fromEntries(texts),
    config_schema: manifestFields(parseJson(texts.get(MANIFEST_PATH) ?? '{}', MANIFEST_PATH)),
  };
}
