import { randomUUID } from 'node:crypto';
import type { ErrorDetail } from '../../server/contract/errors.ts';
import { sentenceOf } from '../../server/contract/sentenceOf.ts';
import { isPublishedNow, nameOf, type Outcome, outcomeWords } from './outcome.ts';

const MAX_DETAILS = 20;

/** The outputs of a step, by name: for one function its own fields as well. */
export function stepOutputs(outcomes: readonly Outcome[]): Record<string, string> {
  const published = outcomes.filter(isPublishedNow);
  const changed = outcomes.filter(({ action }) => action === 'created' || action === 'updated');
  const all = {
    functions: JSON.stringify(outcomes.map(plain)),
    published: JSON.stringify(published.map(({ slug, version }) => `${slug}@${version}`)),
    changed: String(changed.length > 0),
  };
  const [only] = outcomes;
  if (!only || outcomes.length > 1) return all;
  const { slug, author, version, action, id, hub } = only;
  const fields = { slug, author, version, action, id, url: hub };
  return {
    ...all,
    ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value ?? ''])),
  };
}

/** Lines for `$GITHUB_OUTPUT`; no value can end early and begin another, since nobody knows where it would have to. */
export function outputLines(outputs: Readonly<Record<string, string>>): string {
  return Object.entries(outputs)
    .map(([name, value]) => {
      const delimiter = `end_${randomUUID()}`;
      return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
    })
    .join('');
}

/** The table for `$GITHUB_STEP_SUMMARY`, and what went wrong. */
export function summaryMarkdown(outcomes: readonly Outcome[], dryRun: boolean): string {
  const rows = outcomes.map((one) => {
    const name = markdownText(nameOf(one));
    const link = one.hub ? `[${name}](<${one.hub}>)` : name;
    return `| ${[link, markdownText(one.version ?? ''), markdownText(outcomeWords(one, dryRun))].join(' | ')} |`;
  });
  const failures = outcomes.flatMap((one) =>
    one.error
      ? [
          `- ${markdownText(nameOf(one))}: ${markdownText(sentenceOf(one.error))}`,
          ...one.error.details
            .slice(0, MAX_DETAILS)
            .map((detail) => `  - ${markdownText(detailText(detail))}`),
        ]
      : [],
  );
  const lines = ['### Aerostack', '', '| function | version | outcome |', '|---|---|---|', ...rows];
  return `${[...lines, ...(failures.length > 0 ? ['', ...failures] : []), ''].join('\n')}\n`;
}

function detailText({ path, line, message }: ErrorDetail): string {
  return path ? `${path}${line ? `:${line}` : ''}: ${message}` : message;
}

/** Text of others in which nothing is Markdown, HTML or the end of a cell. */
function markdownText(text: string): string {
  return text.replace(/[^A-Za-z0-9 .,\p{L}\p{N}]/gu, (char) => `&#${char.codePointAt(0)};`);
}

function plain({ error, diagnostics, ...fields }: Outcome): unknown {
  return { ...fields, error: error ? { error: error.message, code: error.code, hint: error.hint } : null };
}
