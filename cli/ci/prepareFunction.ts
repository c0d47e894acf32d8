import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from '../../server/contract/answers.ts';
import { isRegistryError, type RegistryError } from '../../server/contract/errors.ts';
import { MANIFEST_PATH } from '../../server/contract/manifest.ts';
import type { DraftRequest } from '../../server/contract/requests.ts';
import { contentOfRequest, type FunctionContent } from '../../server/domain/functionTree.ts';
import { type Selection, selectFiles } from '../../server/domain/selectFiles.ts';
import { draftRequest, SANE_LIMITS } from '../draftRequest.ts';
import { folderSource } from '../functionFolder.ts';
import { refusalFindings } from '../validation/refusalFindings.ts';
import type { FoundFolder } from './findFunctions.ts';

/** A function that can be sent. */
export interface Prepared {
  readonly folder: FoundFolder;
  readonly selection: Selection;
  readonly body: DraftRequest;
  /** What the registry would make of the body. */
  readonly content: FunctionContent;
}

/** A function that cannot, and what is wrong with it. */
export interface Unfit {
  readonly folder: FoundFolder;
  readonly error: RegistryError;
  readonly findings: readonly Diagnostic[];
}

/** Selects a function's files by the rules of every door. */
export async function prepareFunction(folder: FoundFolder): Promise<Prepared | Unfit> {
  try {
    const selection = await selectFiles(folderSource(folder.root), { limits: SANE_LIMITS });
    const body = draftRequest(selection, folder);
    return { folder, selection, body, content: contentOfRequest(body, SANE_LIMITS) };
  } catch (error) {
    if (!isRegistryError(error)) throw error;
    const manifest = await readFile(join(folder.root, MANIFEST_PATH)).catch(() => undefined);
    return { folder, error, findings: refusalFindings(error, manifest) };
  }
}
