import type { DraftRequest } from '../server/contract/requests.ts';
import { splitText } from '../server/domain/functionTree.ts';
import type { Limits } from '../server/domain/limits.ts';
import type { Selection } from '../server/domain/selectFiles.ts';
import type { FunctionFolder } from './functionFolder.ts';

/** The operator may have raised the limits, so that only what is beyond reason is refused before it is sent. */
export const SANE_LIMITS: Limits = {
  maxFiles: 2_000,
  maxFileBytes: 16 * 1024 ** 2,
  maxTotalBytes: 48 * 1024 ** 2,
};

/**
 * The body of a push. Only what aerostack.json does not say itself is said beside it, so that the registry stores the
 * file as it is.
 */
export function draftRequest(
  { entrypoint, manifest, files }: Selection,
  folder: FunctionFolder,
  sourceCommit?: string | undefined,
): DraftRequest {
  const { texts, assets } = splitText(files);
  const named = manifest.name !== undefined || manifest.slug !== undefined;
  return {
    ...(named ? {} : { name: folder.fallbackName }),
    ...(folder.entrypoint && folder.entrypoint !== manifest.entrypoint ? { entrypoint } : {}),
    ...(sourceCommit ? { sourceCommit } : {}),
    files: Object.fromEntries(texts),
    assets: Object.fromEntries(
      [...assets].map(([path, bytes]) => [path, Buffer.from(bytes).toString('base64')]),
    ),
  };
}
