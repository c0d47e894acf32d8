import { Command } from './command.tsx';

/** How a function gets from a folder into this registry. */
export function PublishSteps({ registryUrl }: { registryUrl: string }) {
  return (
    <ol class="steps">
      <li>
        <Command label="Sign in to this registry" line={`aerostack login --registry ${registryUrl}`} />
      </li>
      <li>
        <Command label="Push the function in this folder as a draft" line="aerostack functions push" />
      </li>
      <li>
        <Command label="Publish it, by the ID that push prints" line="aerostack functions publish <id>" />
      </li>
    </ol>
  );
}
