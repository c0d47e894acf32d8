import { type Blame, blame } from '../domain/blame.ts';
import { lazily } from '../domain/lazily.ts';
import { DIFF_STEPS, diffLines, type LineDiff } from '../domain/lineDiff.ts';
import type { SourceLanguage } from '../domain/sourceLanguage.ts';
import { linesOf } from '../domain/textLines.ts';

/** Work on source that hostile texts can make long. */
export type SourceJob =
  | { readonly kind: 'highlight'; readonly code: string; readonly language: SourceLanguage }
  | { readonly kind: 'blame'; readonly texts: readonly string[] }
  | { readonly kind: 'diff'; readonly pairs: readonly (readonly [before: string, after: string])[] };

/** What comes of a job, by its kind. */
export interface SourceAnswers {
  /** HTML, a line each; nothing for code that is nested too deep. */
  highlight: readonly string[] | undefined;
  blame: Blame;
  /** One for each pair. */
  diff: readonly LineDiff[];
}

/** Does a job, or answers nothing where it takes too long. */
export type RunSourceJob = <Kind extends SourceJob['kind']>(
  job: SourceJob & { kind: Kind },
) => Promise<SourceAnswers[Kind] | undefined>;

/** Makes the doing of jobs in this thread, however long they take. */
export function createSourceJobs(): RunSourceJob {
  // Loaded by the first job that needs them: they are large, and most processes never do.
  const highlighter = lazily(async () => (await import('./highlighter.ts')).loadHighlighter());
  const answerOf = async (job: SourceJob): Promise<SourceAnswers[SourceJob['kind']]> => {
    if (job.kind === 'blame') return blame(job.texts);
    if (job.kind === 'diff') return diffAll(job.pairs);
    const highlight = await highlighter();
    try {
      return highlight(job.code, job.language);
    } catch (error) {
      // The grammars' recursion uses up the stack, in WebAssembly too.
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  };
  return async (job) => (await answerOf(job)) as never;
}

function diffAll(pairs: readonly (readonly [string, string])[]): LineDiff[] {
  const budget = { steps: DIFF_STEPS };
  return pairs.map(([before, after]) => diffLines(linesOf(before), linesOf(after), budget));
}
