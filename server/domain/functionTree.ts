import { isDeepStrictEqual } from 'node:util';
import { setFields as setJsonFields } from '../contract/editJson.ts';
import { RegistryError } from '../contract/errors.ts';
import {
  MANIFEST_KEYS,
  MANIFEST_PATH,
  type Manifest,
  manifestFields,
  parseManifest,
  slugOf,
  withoutAbsent,
} from '../contract/manifest.ts';
import { type PortablePath, quote, type Slug, type Version } from '../contract/names.ts';
import { parseJson } from '../contract/plainJson.ts';
import { assertNoCollisions, parsePortablePath } from '../contract/portablePath.ts';
import type { DraftRequest, EditRequest } from '../contract/requests.ts';
import { findEntrypoint, isUsualEntrypoint } from './entrypoint.ts';
import { assertKnownContent, decodeAsset, decodeText, encodeText, textOf } from './fileContent.ts';
import type { FunctionFiles } from './gitObjects.ts';
import { assertFileCount, assertManifestSize, assertWithinLimits, type Limits } from './limits.ts';

/** A function's files together with what its aerostack.json says. */
export interface FunctionContent {
  readonly files: FunctionFiles;
  readonly manifest: Manifest;
  readonly slug: Slug;
}

type Fields = Record<string, unknown>;

/**
 * The content that a push stands for. Metadata of the request's own fields goes before that of `config_schema`, which
 * goes before that of a sent aerostack.json; the result holds one aerostack.json that says it all.
 */
export function contentOfRequest(request: DraftRequest, limits: Limits): FunctionContent {
  const stated = Object.fromEntries(metadataOf(request).filter(([, value]) => !isEmptyArray(value)));
  return assemble(new Map(), request, { ...withoutAbsent(request.config_schema ?? {}), ...stated }, limits);
}

/** The content after an edit: what the request leaves out stays, and a file that it sets to `null` goes. */
export function contentAfterEdit(
  before: FunctionFiles,
  request: EditRequest,
  limits: Limits,
): FunctionContent {
  const fields = {
    ...withoutAbsent(request.config_schema ?? {}),
    ...Object.fromEntries(metadataOf(request)),
  };
  return assemble(before, request, fields, limits);
}

/**
 * The content that files selected from a tree stand for. Where they hold no aerostack.json, or it names no function,
 * the function is called `name`.
 */
export function contentOfSelection(files: FunctionFiles, limits: Limits, name?: string): FunctionContent {
  const stored = files.has(MANIFEST_PATH) ? contentFields(files) : {};
  const isNamed = Boolean(stored.name || stored.slug);
  const complete = new Map(files);
  if (!isNamed && name !== undefined) setFields(complete, { name });
  assertManifestSize(complete);
  const content = contentOfFiles(complete);
  assertAcceptable(complete, limits);
  return content;
}

/** The content of a tree whose files all came through here before. */
export function contentOfFiles(files: FunctionFiles): FunctionContent {
  const stored = files.get(MANIFEST_PATH);
  const manifest = parseManifest(stored ? parseJson(decodeText(MANIFEST_PATH, stored), MANIFEST_PATH) : {});
  return { files, manifest, slug: slugOf(manifest) };
}

/** The content with another version in its aerostack.json, everything else of it byte for byte the same. */
export function withVersion(content: FunctionContent, version: Version): FunctionContent {
  if (content.manifest.version === version) return content;
  const files = new Map(content.files);
  setFields(files, { version });
  return { ...content, files, manifest: { ...content.manifest, version } };
}

/** The path of the README among a function's files, whatever its case. */
export function findReadme(paths: Iterable<PortablePath>): PortablePath | undefined {
  for (const path of paths) if (path.toLowerCase() === 'readme.md') return path;
  return undefined;
}

function assemble(
  before: FunctionFiles,
  request: EditRequest | DraftRequest,
  fields: Fields,
  limits: Limits,
): FunctionContent {
  const files = new Map(before);
  const sent = [...Object.values(request.files ?? {}), ...Object.values(request.assets ?? {})];
  assertFileCount(sent.filter((content) => content !== null).length, limits);
  for (const [name, text] of Object.entries(request.files ?? {})) {
    const path = parsePortablePath(name);
    if (text === null) files.delete(path);
    else files.set(path, encodeText(path, text));
  }
  for (const [name, base64] of Object.entries(request.assets ?? {})) {
    const path = parsePortablePath(name);
    if (base64 !== null && Object.hasOwn(request.files ?? {}, name) && request.files?.[name] !== null)
      throw new RegistryError('PATH_COLLISION', `${quote(name)} is sent both as text and as an image`);
    if (base64 === null) files.delete(path);
    else files.set(path, decodeAsset(path, base64));
  }
  setFields(files, fields);
  assertManifestSize(files);
  const { manifest, slug } = contentOfFiles(files);
  if (request.readme !== undefined) {
    const path = findReadme(files.keys()) ?? ('README.md' as PortablePath);
    files.set(path, encodeText(path, request.readme));
  }
  if (request.code !== undefined) {
    const path = pathOfCode(manifest, before, files, request);
    files.set(path, encodeText(path, request.code));
  }
  assertAcceptable(files, limits);
  return { files, manifest, slug };
}

/** Where `code` goes: to the entrypoint, which is never a file that came along in the request with another text. */
function pathOfCode(
  manifest: Manifest,
  before: FunctionFiles,
  files: FunctionFiles,
  { code, files: sent }: EditRequest | DraftRequest,
): PortablePath {
  if (manifest.entrypoint) return manifest.entrypoint;
  const kept = findEntrypoint(manifest, before.keys());
  if (kept && files.has(kept)) return kept;
  const found = findEntrypoint(manifest, files.keys());
  const isOther = found && !isUsualEntrypoint(found) && (sent?.[found] ?? code) !== code;
  return found && !isOther ? found : defaultEntrypoint(manifest);
}

/** Throws where a set of files breaks a rule that holds at every door: collisions, limits, content. */
export function assertAcceptable(files: FunctionFiles, limits: Limits): void {
  assertNoCollisions(files.keys());
  assertWithinLimits(files, limits);
  for (const [path, content] of files) assertKnownContent(path, content);
  if ([...files.keys()].every((path) => path === MANIFEST_PATH)) {
    throw new RegistryError('INVALID_FILE', 'The function has no files', {
      hint: 'Send "code", or "files" by path.',
    });
  }
}

/** Writes fields into the aerostack.json of the files, keeping its formatting and its other keys. */
function setFields(files: Map<PortablePath, Uint8Array>, fields: Fields): void {
  const stored = files.get(MANIFEST_PATH);
  if (!stored) {
    const known = MANIFEST_KEYS.filter((key) => Object.hasOwn(fields, key));
    const others = Object.keys(fields).filter((key) => !known.includes(key as never));
    const ordered = Object.fromEntries([...known, ...others].map((key) => [key, fields[key]]));
    files.set(MANIFEST_PATH, encodeText(MANIFEST_PATH, `${JSON.stringify(ordered, null, 2)}\n`));
    return;
  }
  assertManifestSize(files);
  const text = decodeText(MANIFEST_PATH, stored);
  const current = contentFields(files);
  const changed = Object.entries(fields).filter(([key, value]) => !isDeepStrictEqual(current[key], value));
  files.set(MANIFEST_PATH, encodeText(MANIFEST_PATH, setJsonFields(text, Object.fromEntries(changed))));
}

function contentFields(files: FunctionFiles): Fields {
  const text = decodeText(MANIFEST_PATH, files.get(MANIFEST_PATH) ?? new Uint8Array());
  return manifestFields(parseJson(text, MANIFEST_PATH));
}

function metadataOf(request: DraftRequest | EditRequest): [string, unknown][] {
  return MANIFEST_KEYS.flatMap((key): [string, unknown][] => {
    const value = (request as Fields)[key];
    return value === undefined ? [] : [[key, value]];
  });
}

function isEmptyArray(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function defaultEntrypoint(manifest: Manifest): PortablePath {
  return (manifest.language === 'javascript' ? 'index.js' : 'index.ts') as PortablePath;
}

/** The text files of a function by path, and its other files apart. */
export function splitText(files: FunctionFiles): {
  texts: Map<PortablePath, string>;
  assets: Map<PortablePath, Uint8Array>;
} {
  const texts = new Map<PortablePath, string>();
  const assets = new Map<PortablePath, Uint8Array>();
  for (const [path, content] of files) {
    const text = textOf(content);
    if (text === undefined) assets.set(path, content);
    else texts.set(path, text);
  }
  return { texts, assets };
}
