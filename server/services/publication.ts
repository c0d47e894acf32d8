import type { Diagnostic } from '../contract/answers.ts';
import type { Version } from '../contract/names.ts';
import type { Actor } from '../domain/access.ts';
import { type ChangeLevel, changeLevel, type FunctionFace } from '../domain/changeLevel.ts';
import { findEntrypoint, isSource } from '../domain/entrypoint.ts';
import { contentOfFiles, type FunctionContent, splitText } from '../domain/functionTree.ts';
import { proposeVersion, type VersionProposal } from '../domain/proposeVersion.ts';
import { newestOf, type PublishedVersion } from '../domain/publishedVersion.ts';
import { takenNumbers } from '../domain/takedown.ts';
import type { ComparedFile, CompareFiles } from './compareVersions.ts';
import { type OpenDraft, openDraft } from './openDraft.ts';
import { publishCautions } from './publishCautions.ts';
import { soon } from './soon.ts';
import type { RunSourceJob } from './sourceJobs.ts';
import type { Stores } from './stores.ts';
import { diagnoseContent } from './validate.ts';

/** What publishing a draft would do, and what its author should know before. */
export interface Publication extends OpenDraft {
  readonly stated: Version | undefined;
  /** The version that the Hub shows now; nothing before the first publication. */
  readonly newest: PublishedVersion | undefined;
  /** What differs from the newest version; all files where there is none. */
  readonly compared: readonly ComparedFile[];
  /** What the checks found; `undefined` while they are still running. */
  readonly diagnostics: readonly Diagnostic[] | undefined;
  readonly change: ChangeLevel | undefined;
  readonly proposal: VersionProposal;
  readonly cautions: readonly string[];
}

/** What looking at a publication takes. */
export interface PublicationReader {
  readonly stores: Stores;
  readonly compareFiles: CompareFiles;
  readonly runSource: RunSourceJob;
}

/** Reads what publishing a draft of the actor's own would do; writes nothing. */
export async function readPublication(
  { stores, compareFiles, runSource }: PublicationReader,
  actor: Actor,
  id: string,
): Promise<Publication> {
  const draft = await openDraft(stores, actor, id);
  const { repo, tip, root, published } = draft;
  const content = contentOfFiles(await repo.files(tip.tree));
  const taken = takenNumbers(draft);
  const newest = newestOf(published);
  const stated = root.manifest.version;
  const faceOf = (of: FunctionContent) => readFace(runSource, of);
  const change =
    newest && changeLevel(await faceOf(contentOfFiles(await repo.files(newest.tree))), await faceOf(content));
  return {
    ...draft,
    ...{ stated, newest, change },
    compared: await compareFiles(actor.username, newest?.tree, tip.tree),
    diagnostics: await soon(diagnoseContent(stores, actor, content), stores.patience),
    proposal: proposeVersion(stated, taken, change),
    cautions: await publishCautions(repo, tip, published),
  };
}

async function readFace(run: RunSourceJob, { files, manifest }: FunctionContent): Promise<FunctionFace> {
  const { texts } = splitText(files);
  const entrypoint = findEntrypoint(manifest, files.keys()) ?? '';
  const sources = new Map([...texts].filter(([path]) => isSource(path)));
  return { manifest, entrypoint, exports: await run({ kind: 'exports', files: sources, entrypoint }) };
}
