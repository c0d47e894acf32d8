import { publishHref } from '../links.ts';
import { visibleText } from '../text.ts';

/** A version that can be taken, and what its number says. */
export interface ShownVersionChoice {
  kind: 'as it is' | 'patch' | 'minor' | 'major';
  version: string;
}

interface PublishFormProps {
  id: string;
  csrf: string;
  /** The commit on the page: nothing else is published. */
  commit: string;
  choices: readonly ShownVersionChoice[];
  /** The version that is chosen when the page opens, or `exact`. */
  chosen: string;
  /** What was typed as an exact version. */
  exact: string;
  /** Whether aerostack.json states a version. */
  states: boolean;
  hasSecrets: boolean;
  allowSecrets: boolean;
}

const MEANING: Record<'patch' | 'minor' | 'major', string> = {
  patch: 'Patch: something is mended',
  minor: 'Minor: there is something more',
  major: 'Major: who uses it has to adapt',
};

/** Publishes the commit on the page under the version chosen. */
export function PublishForm(props: PublishFormProps) {
  const { id, csrf, commit, choices, chosen, exact, states, hasSecrets, allowSecrets } = props;
  return (
    <form class="stack" method="post" action={publishHref(id)}>
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="commit" value={commit} />
      <fieldset class="picks">
        <legend>Version</legend>
        {choices.map(({ kind, version }) => (
          <label key={version} class="pick">
            <input type="radio" name="version" value={version} checked={chosen === version} required />
            <span>
              <b>{version}</b>
              <span class="pick-words">{wordsOf(kind, states)}</span>
            </span>
          </label>
        ))}
        <div class="pick">
          <input
            id="version-exact"
            type="radio"
            name="version"
            value="exact"
            checked={chosen === 'exact'}
            required
          />
          <span>
            <label for="version-exact">
              <b>Another one</b>
            </label>
            <label class="visually-hidden" for="exact">
              Exact version
            </label>
            <input
              id="exact"
              class="pick-text"
              type="text"
              name="exact"
              maxLength={64}
              value={visibleText(exact)}
              placeholder="1.2.3 or 2.0.0-beta.1"
              autocomplete="off"
            />
          </span>
        </div>
      </fieldset>
      {hasSecrets && (
        <label class="pick pick-danger">
          <input type="checkbox" name="allowSecrets" value="yes" checked={allowSecrets} />
          <span>
            <b>Publish what looks like a secret</b>
            <span class="pick-words">
              I have looked at each of them: none is a real key. What is published can be cloned by anybody,
              and stays.
            </span>
          </span>
        </label>
      )}
      <button class="button button-primary" type="submit">
        Publish
      </button>
    </form>
  );
}

function wordsOf(kind: ShownVersionChoice['kind'], states: boolean): string {
  if (kind !== 'as it is') return MEANING[kind];
  return states ? 'As aerostack.json states' : 'The next free one; aerostack.json goes on stating none';
}
