import { visibleText } from '../text.ts';

interface VersionChoiceProps {
  /** Where the page is in another version, without naming one; it takes `version`. */
  action: string;
  /** Newest first. */
  versions: readonly string[];
  /** The one on the page. */
  current: string;
}

/** The version on the page, and the way to every other; a script goes there at once. */
export function VersionChoice({ action, versions, current }: VersionChoiceProps) {
  if (versions.length < 2) return <span class="version">{visibleText(current)}</span>;
  return (
    <form class="version-choice" method="get" action={action} data-submit-on-change>
      <label class="visually-hidden" for="version">
        Version
      </label>
      <select id="version" name="version" autocomplete="off">
        {versions.map((version) => (
          <option key={version} value={version} selected={version === current}>
            {version}
          </option>
        ))}
      </select>
      <button class="button unscripted" type="submit">
        Go
      </button>
    </form>
  );
}
