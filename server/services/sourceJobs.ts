import { type Blame, blame } from '../domain/blame.ts';
import { lazily } from '../domain/lazily.ts';
import { DIFF_STEPS, diffLines, type LineDiff } from '../domain/lineDiff.ts';
import { type ModuleExport, moduleExports } from '../domain/moduleExports.ts';
import type { SourceLanguage } from '../domain/sourceLanguage.ts';
import { linesOf } from '../domain/textLines.ts';
import type { Highlighted } from './highlighter.ts';

/** Work on source that hostile texts can make long. */
export type SourceJob =
  | { readonly kind: 'highlight'; readonly code: string; readonly language: SourceLanguage }
  | {
      readonly kind: 'exports';
      /** Text by path. */
      readonly files: ReadonlyMap<string, string>;
      readonly entrypoint: string;
    }
  | { readonly kind: 'blame'; readonly texts: readonly string[] }
  | { readonly kind: 'diff'; readonly pairs: readonly (readonly [before: string, after: string])[] };

/** What comes of a job, by its kind. */
export interface SourceAnswers {
  highlight: Highlighted;
  exports: readonly ModuleExport[];
  blame: Blame;
  /** One for each pair. */
  diff: readonly LineDiff[];
}

/** Does a job, or answers nothing where it takes too long; highlighting stops after so many milliseconds. */
export type RunSourceJob = <Kind extends SourceJob['kind']>(
  job: SourceJob & { kind: Kind },
  milliseconds?: number,
) => Promise<SourceAnswers[Kind] | undefined>;

/** Makes the doing of jobs in this thread; each ends by itself, in well under a second unless the machine is busy. */
export function createSourceJobs(): RunSourceJob {
  // Loaded by the first job that needs them: they are large, and most processes never do.
  const highlighter = lazily(async () => (await import('./highlighter.ts')).loadHighlighter());
  const answerOf = async (
    job: SourceJob,
    milliseconds?: number,
  ): Promise<SourceAnswers[SourceJob['kind']]> => {
    if (job.kind === 'exports') return moduleExports(job.files, job.entrypoint);
    if (job.kind === 'blame') return blame(job.texts);
    if (job.kind === 'diff') return diffAll(job.pairs);
    return (await highlighter())(job.code, job.language, milliseconds);
  };
  return async (job, milliseconds) => (await answerOf(job, milliseconds)) as never;
}

function diffAll(pairs: readonly (readonly [string, string])[]): LineDiff[] {
  const budget = { steps: DIFF_STEPS };
  return pairs.map(([before, after]) => diffLines(linesOf(before), linesOf(after), budget));
}
