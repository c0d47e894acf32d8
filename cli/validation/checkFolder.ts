import type { Diagnostic, SizeReport } from '../../server/contract/answers.ts';
import { isRegistryError, type RegistryError } from '../../server/contract/errors.ts';
import { MANIFEST_PATH } from '../../server/contract/manifest.ts';
import type { RunBuild } from '../../server/domain/compile.ts';
import { diagnose } from '../../server/domain/diagnostics.ts';
import { warning } from '../../server/domain/finding.ts';
import {
  assertAcceptable,
  contentOfFiles,
  contentOfRequest,
  type FunctionContent,
} from '../../server/domain/functionTree.ts';
import type { FunctionFiles } from '../../server/domain/gitObjects.ts';
import { inspectPatiently } from '../../server/domain/inspect.ts';
import { assertWithinLimits, DEFAULT_LIMITS } from '../../server/domain/limits.ts';
import { type Selection, selectFiles } from '../../server/domain/selectFiles.ts';
import { sizeReport } from '../../server/domain/sizeReport.ts';
import { WHOLE_FILE } from '../../server/domain/syntaxNodes.ts';
import { draftRequest, SANE_LIMITS } from '../draftRequest.ts';
import { type FunctionFolder, folderSource } from '../functionFolder.ts';
import { refusalFindings } from './refusalFindings.ts';

/** What there is to say about a folder, as the registry would say it of what a push sends. */
export interface FolderReport {
  /** Paths are relative to the function's folder. */
  readonly diagnostics: readonly Diagnostic[];
  readonly size: SizeReport;
  readonly files: readonly string[];
  readonly leftOut: readonly string[];
}

/** Selects what a push would send and checks it; nothing is sent, and a refusal of the selection is a finding. */
export async function checkFolder(folder: FunctionFolder, runBuild: RunBuild): Promise<FolderReport> {
  const source = folderSource(folder.root);
  const manifest = await source.read(MANIFEST_PATH).catch(() => undefined);
  try {
    const selection = await select(folder);
    if (selection) assertAcceptable(selection.files, SANE_LIMITS);
    const content = selection
      ? contentOfRequest(draftRequest(selection, folder), SANE_LIMITS)
      : contentOfFiles(manifestAlone(folder, manifest));
    const found = await diagnose(content, { inspect: inspectPatiently, runBuild });
    const files = selection?.files ?? new Map();
    return {
      diagnostics: [...(manifest ? found : found.map(withoutPlace)), ...overLimits(content)],
      size: sizeReport(files),
      files: [...files.keys()],
      leftOut: selection?.leftOut ?? [],
    };
  } catch (error) {
    if (!isRegistryError(error)) throw error;
    return {
      diagnostics: refusalFindings(error, manifest),
      size: sizeReport(new Map()),
      files: [],
      leftOut: [],
    };
  }
}

/** Nothing where there is no entrypoint: the checks say so themselves, with all the rest. */
async function select(folder: FunctionFolder): Promise<Selection | undefined> {
  const options = { entrypoint: folder.entrypoint, limits: SANE_LIMITS, leaveOutside: true };
  try {
    return await selectFiles(folderSource(folder.root), options);
  } catch (error) {
    if (isRegistryError(error, 'NO_ENTRYPOINT')) return undefined;
    throw error;
  }
}

function manifestAlone(folder: FunctionFolder, manifest: Uint8Array | undefined): FunctionFiles {
  const content = manifest ?? Buffer.from(JSON.stringify({ name: folder.fallbackName }));
  return new Map([[MANIFEST_PATH, content]]);
}

/** Of a file that is only written on a push, nobody can look up a line. */
function withoutPlace(found: Diagnostic): Diagnostic {
  return found.path === MANIFEST_PATH ? { ...found, ...WHOLE_FILE } : found;
}

function overLimits({ files }: FunctionContent): Diagnostic[] {
  try {
    assertWithinLimits(files, DEFAULT_LIMITS);
    return [];
  } catch (error) {
    const { message, details, code } = error as RegistryError;
    const text = `${message}, unless the operator has raised it: push fewer or smaller files.`;
    return [warning(details[0]?.path ?? MANIFEST_PATH, WHOLE_FILE, code, text)];
  }
}
