import type { Diagnostic } from '../contract/answers.ts';
import { isRegistryError, RegistryError } from '../contract/errors.ts';
import { quote } from '../contract/names.ts';
import { type Actor, requireFunction } from '../domain/access.ts';
import { assertPublishable } from '../domain/diagnostics.ts';
import type { FileSource } from '../domain/fileSource.ts';
import { contentOfSelection, type FunctionContent } from '../domain/functionTree.ts';
import { treeOfFiles } from '../domain/gitObjects.ts';
import { assertFileSize } from '../domain/limits.ts';
import { sameWithAnotherVersion } from '../domain/planPublish.ts';
import type { PushRequest } from '../domain/pushRequest.ts';
import { selectFiles } from '../domain/selectFiles.ts';
import { rootOfContent } from '../domain/versionTrees.ts';
import type { PushedObjects } from '../git/quarantine.ts';
import { findFolders, type PushedFolder } from './pushedFolders.ts';
import type { Stores } from './stores.ts';
import { diagnoseContent } from './validate.ts';

/** A function found in a pushed tree, selected and checked. */
export interface FoundFunction {
  readonly content: FunctionContent;
  readonly leftOut: readonly string[];
  /** Of the selection, which is not known any more when the content is checked. */
  readonly warnings: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What a push brings. */
export interface PushedTree {
  readonly functions: readonly FoundFunction[];
  /** How many more functions there are that are as published. */
  readonly untouched: number;
}

const MOST_FUNCTIONS = 100;

/**
 * Reads the functions of a pushed commit by the rules that hold at every door. Of several, those that are as published
 * are passed over. Throws whatever is wrong with any of them, and `NOTHING_TO_PUSH`.
 */
export async function readPushedTree(
  stores: Stores,
  actor: Actor,
  objects: PushedObjects,
  request: PushRequest,
): Promise<PushedTree> {
  // All of it at once, since each is a process of git's; the first that fails is not the first to be told of.
  const isCommit = objects.isCommit(request.commit);
  const isComplete = objects.isComplete(request.commit);
  const reading = findFolders(objects, request);
  for (const later of [isComplete, reading]) later.catch(() => {});
  if (!(await isCommit))
    throw new RegistryError('UNSUPPORTED_PUSH', `What was pushed to ${quote(request.ref)} is not a commit`);
  if (!(await isComplete))
    throw new RegistryError('SHALLOW_PUSH', 'The history of the pushed repository is cut off');
  const folders = await reading;
  const published = await stores.index.versionsOfAccount(actor.username);
  const trees = new Set<string>(published.map(({ tree }) => tree));
  const changed = folders.filter(({ oid, isNamed }) => isNamed || request.slug || !oid || !trees.has(oid));
  const readImports = stores.importsOfOnePush();
  const found: (FoundFunction & { path: string })[] = [];
  for (const folder of changed) {
    const selected = await inFolder(folder.path, () => readFunction(stores, objects, folder, readImports));
    const { slug } = selected.content;
    if (request.slug !== undefined && request.slug !== slug) continue;
    const twin = found.find(({ content }) => content.slug === slug);
    if (twin) throw twice(slug, twin.path, folder.path);
    const own = published.filter((version) => version.slug === slug);
    if (!folder.isNamed && request.slug === undefined && isPublished(selected.content, own)) continue;
    requireFunction(actor, slug);
    if (found.length === MOST_FUNCTIONS)
      throw new RegistryError('LIMIT_EXCEEDED', `The push changes more than ${MOST_FUNCTIONS} functions`);
    found.push({
      ...selected,
      path: folder.path,
      diagnostics: await diagnoseContent(stores, actor, selected.content),
    });
  }
  if (found.length === 0) throw nothingToPush(request, folders.length);
  if (request.publish)
    for (const { path, content, diagnostics } of found)
      await inFolder(path, async () => assertPublishable(content.slug, diagnostics, request.allowSecrets));
  return { functions: found, untouched: request.slug === undefined ? folders.length - found.length : 0 };
}

async function readFunction(
  { limits }: Stores,
  objects: PushedObjects,
  { entries, name }: PushedFolder,
  readImports: ReturnType<Stores['importsOfOnePush']>,
): Promise<Omit<FoundFunction, 'diagnostics'>> {
  const files = new Map(entries.filter(({ kind }) => kind !== 'folder').map((entry) => [entry.path, entry]));
  const source: FileSource = {
    list: async () => [...files.values()].map(({ path, kind }) => ({ path, kind: kind as 'file' })),
    async read(path) {
      const entry = files.get(path);
      if (!entry) return undefined;
      assertFileSize(path, entry.size, limits);
      return objects.blob(entry.oid);
    },
  };
  const selection = await selectFiles(source, { limits, readImports });
  const content = contentOfSelection(selection.files, limits, name);
  return { content, leftOut: selection.leftOut, warnings: selection.warnings };
}

/** Whether some version of the function has this content, the version in its aerostack.json aside where it states none. */
function isPublished(
  content: FunctionContent,
  published: Parameters<typeof sameWithAnotherVersion>[0]['published'],
): boolean {
  const { oid } = treeOfFiles(content.files);
  if (published.some(({ tree }) => tree === oid)) return true;
  if (content.manifest.version !== undefined || !published[0]) return false;
  const { functionId } = published[0];
  return sameWithAnotherVersion({ root: rootOfContent(content), published, functionId }) !== undefined;
}

/** Says of what is wrong with one function of several in which folder it is. */
async function inFolder<T>(path: string, use: () => Promise<T>): Promise<T> {
  try {
    return await use();
  } catch (error) {
    if (!isRegistryError(error) || path === '') throw error;
    const { code, message, hint, details, cause } = error;
    const at = details.map((detail) =>
      detail.path ? { ...detail, path: `${path}/${detail.path}` } : detail,
    );
    throw new RegistryError(code, `In ${quote(path)}: ${message}`, { hint, details: at, cause });
  }
}

function nothingToPush({ slug }: PushRequest, folders: number): RegistryError {
  const message =
    slug !== undefined
      ? `The pushed tree holds no function ${quote(slug)}`
      : `Nothing differs from what is published (${folders === 1 ? 'one function' : `${folders} functions`})`;
  return new RegistryError('NOTHING_TO_PUSH', message);
}

function twice(slug: string, path: string, other: string): RegistryError {
  return new RegistryError(
    'UNSUPPORTED_PUSH',
    `The folders ${quote(path)} and ${quote(other)} both hold ${quote(slug)}`,
    {
      hint: 'Give one of them another "slug" in its aerostack.json, or push one with `-o path=DIR`.',
    },
  );
}
