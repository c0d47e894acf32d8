import type { DraftRequest } from '../contract/requests.ts';
import type { Origin } from '../domain/planDraft.ts';

const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
const MAX_ADDRESS = 500;

/** Where a client says that files are from, as far as it has the form of a commit and of a repository's address. */
export function provenanceOf(
  request: Pick<DraftRequest, 'sourceCommit' | 'sourceRepository'>,
): Pick<Origin, 'sourceCommit' | 'sourceRepository'> {
  const { sourceCommit, sourceRepository } = request;
  return {
    sourceCommit: sourceCommit && COMMIT.test(sourceCommit) ? sourceCommit : undefined,
    sourceRepository: sourceRepository && addressOf(sourceRepository),
  };
}

/** It is written into commits, where what looks like a password must not get. */
function addressOf(text: string): string | undefined {
  const url = text.length <= MAX_ADDRESS && URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined;
  return url.search || url.hash ? undefined : url.href;
}
