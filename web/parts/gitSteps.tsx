import { Command } from './command.tsx';

/** The same by git, from a repository. */
export function GitSteps() {
  return (
    <ol class="steps">
      <li>
        <Command label="Make this account a remote of a git repository" line="aerostack remote add" />
      </li>
      <li>
        <Command label="Push a branch: it becomes a draft" line="git push aerostack main" />
      </li>
      <li>
        <Command label="Or push and publish at once" line="git push -o publish aerostack main" />
      </li>
    </ol>
  );
}
