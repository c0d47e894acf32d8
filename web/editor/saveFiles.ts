import { isRegistryError } from '../../server/contract/errors.ts';
import type { Api } from './api.ts';
import { type Files, requestOf, type Saved, savedOf } from './files.ts';
import { type Merge, mergeFiles } from './mergeFiles.ts';

/** What came of a save. */
export type SaveOutcome =
  | { readonly kind: 'nothing' }
  /** `merge`: somebody else had saved other files meanwhile, which are in this commit as they left them. */
  | { readonly kind: 'saved'; readonly saved: Saved; readonly merge?: Merge }
  /** Somebody else saved the same files; nothing was written. */
  | { readonly kind: 'conflict'; readonly theirs: Saved; readonly merge: Merge };

const TRIES = 5;

/**
 * Saves what differs from what was loaded, as one commit on top of it. Where the draft moved on meanwhile both sides
 * are put together as far as nobody has to decide; `files` is asked again then. Throws what the registry refuses.
 */
export async function saveFiles(
  api: Api,
  id: string,
  base: Saved,
  files: () => Files,
  message: string,
): Promise<SaveOutcome> {
  const now = files();
  if (isEmpty(requestOf(base.files, now))) return { kind: 'nothing' };
  const commit = await tryCommit(api, id, base, now, message);
  if (commit !== undefined) return { kind: 'saved', saved: { commit, files: now } };
  for (let tries = 1; tries < TRIES; tries += 1) {
    const theirs = savedOf(await api.client.getDraft({ params: { id } }));
    const merge = mergeFiles(base.files, files(), theirs.files);
    if (merge.conflicts.length > 0) return { kind: 'conflict', theirs, merge };
    if (isEmpty(requestOf(theirs.files, merge.files))) return { kind: 'saved', saved: theirs, merge };
    const merged = await tryCommit(api, id, theirs, merge.files, message);
    if (merged !== undefined) return { kind: 'saved', saved: { commit: merged, files: merge.files }, merge };
  }
  throw new Error('The draft changes faster than it can be saved');
}

/** The commit; nothing where the draft has moved on. */
async function tryCommit(
  api: Api,
  id: string,
  base: Saved,
  now: Files,
  message: string,
): Promise<string | undefined> {
  try {
    const body = { ...requestOf(base.files, now), ...(message === '' ? {} : { message }) };
    const headers = { 'If-Match': `"${base.commit}"` };
    return (await api.client.editDraft({ params: { id }, body, headers })).commit;
  } catch (error) {
    if (isRegistryError(error, 'PRECONDITION_FAILED')) return undefined;
    throw error;
  }
}

function isEmpty({ files, assets }: ReturnType<typeof requestOf>): boolean {
  return Object.keys(files).length + Object.keys(assets).length === 0;
}
