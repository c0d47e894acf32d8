import { functionHref } from '../links.ts';

interface VersionPairProps {
  author: string;
  slug: string;
  /** Newest first. */
  versions: readonly string[];
  from: string;
  to: string;
  view: string;
}

/** Chooses which two versions are compared. */
export function VersionPair({ author, slug, versions, from, to, view }: VersionPairProps) {
  const choice = (name: 'from' | 'to', label: string, current: string) => (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name} autocomplete="off">
        {versions.map((version) => (
          <option key={version} value={version} selected={version === current}>
            {version}
          </option>
        ))}
      </select>
    </div>
  );
  return (
    <form class="version-pair" method="get" action={`${functionHref(author, slug)}/compare`}>
      {choice('from', 'From', from)}
      {choice('to', 'To', to)}
      <input type="hidden" name="view" value={view} />
      <button class="button" type="submit">
        Compare
      </button>
    </form>
  );
}
