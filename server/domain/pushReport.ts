import type { Pushed } from '../contract/answers.ts';
import type { RegistryError } from '../contract/errors.ts';
import { shown } from '../contract/shown.ts';

/** What became of one function of a push. */
export interface PushedFunction {
  readonly pushed: Pushed;
  /** What became of its branch; its version, where there is one, is told by `published`. */
  readonly action: 'draft' | 'created' | 'updated' | 'unchanged';
  /** Paths of its folder that were not taken. */
  readonly leftOut: readonly string[];
  readonly published?:
    | { readonly tag: string; readonly url: string; readonly action: 'published' | 'unchanged' }
    | undefined;
}

const STATES = { created: 'is on the new branch', updated: 'is on', unchanged: 'was already on' } as const;
/** What to do in a repository, where the usual hint speaks of a request or of an option of the command line. */
const HINTS: Partial<Record<RegistryError['code'], string>> = {
  INVALID_JSON: 'Correct aerostack.json, commit it, and push again.',
  NOT_PUBLISHABLE: 'Mend that, commit it, and push again; without `-o publish` it becomes a draft as it is.',
  VERSION_EXISTS: 'Raise "version" in aerostack.json, commit it, and push again.',
};
const MOST_LISTED = 5;
const MOST_WARNINGS = 10;
const MOST_DETAILS = 20;

/** What the pusher's terminal shows of a push that was stored, `untouched` functions of which were as published. */
export function acceptedLines(functions: readonly PushedFunction[], untouched: number): string[] {
  const rest =
    untouched === 0 ? [] : [`${untouched} more ${untouched === 1 ? 'is' : 'are'} as published.`, ''];
  return ['', ...functions.flatMap((one) => [...linesOf(one), '']), ...rest].map(shown);
}

/** What it shows of a push that was refused: each reason with the path at fault, and what to do. */
export function declinedLines({ code, message, hint: usual, details }: RegistryError): string[] {
  const hint = HINTS[code] ?? usual;
  // What the sentence says of one file need not be said again, but a place that it leaves out must.
  const others = details.filter(({ path, line, message: reason }) => {
    const isPlaced = line !== undefined || (path !== undefined && !message.includes(path));
    return isPlaced || !message.includes(reason);
  });
  const reasons = others.slice(0, MOST_DETAILS).map(({ path, line, message: reason }) => {
    const place = path ? `${path}${line ? `:${line}` : ''}: ` : '';
    return `  ${place}${reason}`;
  });
  const more = others.length > MOST_DETAILS ? [`  and ${others.length - MOST_DETAILS} more`] : [];
  return ['', `error: ${message} (${code})`, ...reasons, ...more, `hint: ${hint}`, ''].map(shown);
}

function linesOf({ pushed, action, leftOut, published }: PushedFunction): string[] {
  const { slug, version, id, adminUrl, warnings, author } = pushed;
  const name = [slug, version].filter(Boolean).join(' ');
  const state = action === 'draft' ? `is draft ${id}` : `${STATES[action]} functions/${slug} (${id})`;
  const next = published
    ? [
        `  ${published.action === 'published' ? 'Published' : 'Published before, with these files'}: ${published.url}`,
        `  Install: aerostack functions install ${author}/${published.tag}`,
      ]
    : [`  Publish: aerostack functions publish ${id}`];
  return [
    `${name} ${state}`,
    `  ${adminUrl}`,
    ...(leftOut.length === 0 ? [] : [`  Left out: ${listed(leftOut)}`]),
    ...warnings.slice(0, MOST_WARNINGS).map((warning) => `  Warning: ${warning}`),
    ...(warnings.length > MOST_WARNINGS ? [`  and ${warnings.length - MOST_WARNINGS} more warnings`] : []),
    ...next,
  ];
}

function listed(paths: readonly string[]): string {
  const more = paths.length > MOST_LISTED ? ` and ${paths.length - MOST_LISTED} more` : '';
  return `${paths.slice(0, MOST_LISTED).join(', ')}${more}`;
}
