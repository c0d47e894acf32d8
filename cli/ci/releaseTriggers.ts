import { isDeepStrictEqual } from 'node:util';
import { isMap, parseDocument, type YAMLMap } from 'yaml';

const TAGS = ['v*', '*@*'];
const MAX_ALIASES = 100;

/**
 * The text of a workflow of GitHub whose pushes include the tags of releases, everything else as it is; the text as
 * given where they do already, or where it is not written so that this can be done.
 */
export function withReleaseTags(text: string): string {
  const document = parseDocument(text, { merge: true });
  const push = document.getIn(['on', 'push']);
  if (!isMap(push) || !missesTags(push.toJS(document, { maxAliasCount: MAX_ALIASES }))) return text;
  const last = push.items.at(-1)?.value as { range?: [number, number, number] } | null | undefined;
  if (!last?.range) return text;
  const expected = document.toJS({ maxAliasCount: MAX_ALIASES });
  expected.on.push.tags = TAGS;
  const [, end] = last.range;
  const after = push.flow
    ? `${text.slice(0, end)}, tags: ['v*', '*@*']${text.slice(end)}`
    : withLine(text, end, `${' '.repeat(columnOf(text, push))}tags: ['v*', '*@*']\n`);
  const read = parseDocument(after, { merge: true });
  const isRight =
    read.errors.length === 0 && isDeepStrictEqual(read.toJS({ maxAliasCount: MAX_ALIASES }), expected);
  return isRight ? after : text;
}

/** What keeps a job of a workflow from publishing what it is asked to, as sentences. */
export function triggerWarnings(text: string): string[] {
  const on: unknown = parseDocument(text, { merge: true }).toJS({ maxAliasCount: MAX_ALIASES })?.on;
  const events = eventsOf(on);
  if (!events.includes('push'))
    return ['The workflow does not run for pushes, so that the job never publishes.'];
  const push =
    typeof on === 'object' && on !== null && !Array.isArray(on) ? (on as { push?: unknown }).push : null;
  return missesTags(push)
    ? [
        "The workflow does not run for tags, so that releases by tag will not run: add tags: ['v*', '*@*'] to on.push.",
      ]
    : [];
}

/** Whether a workflow runs for more than pushes and by hand, as for pull requests. */
export function runsForMore(on: unknown): boolean {
  return eventsOf(on).some((event) => event !== 'push' && event !== 'workflow_dispatch');
}

function eventsOf(on: unknown): string[] {
  if (typeof on === 'string') return [on];
  if (Array.isArray(on)) return on.map(String);
  return typeof on === 'object' && on !== null ? Object.keys(on) : [];
}

/** GitHub runs a workflow that names branches, and no tags, for no tag. */
function missesTags(push: unknown): boolean {
  if (typeof push !== 'object' || push === null) return false;
  const has = (name: string) => Object.hasOwn(push, name);
  return (has('branches') || has('branches-ignore')) && !has('tags') && !has('tags-ignore');
}

/** With a line more, after the one that ends at or after a place. */
function withLine(text: string, at: number, line: string): string {
  if (text[at - 1] === '\n') return text.slice(0, at) + line + text.slice(at);
  const end = text.indexOf('\n', at);
  return end < 0 ? `${text}\n${line}` : text.slice(0, end + 1) + line + text.slice(end + 1);
}

function columnOf(text: string, map: YAMLMap): number {
  const at = map.range?.[0] ?? 0;
  return at - (text.lastIndexOf('\n', at - 1) + 1);
}
