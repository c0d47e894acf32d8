import { visibleText } from '../text.ts';

interface VersionSwitchProps {
  /** Where the form leads; it takes `version`. */
  action: string;
  /** Newest first. */
  versions: readonly string[];
  current: string;
}

/** Leads to the same page in another version; a script goes there as soon as it is chosen. */
export function VersionSwitch({ action, versions, current }: VersionSwitchProps) {
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
