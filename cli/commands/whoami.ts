import { shown } from '../../server/contract/shown.ts';
import type { CliContext } from '../context.ts';
import { createOutput } from '../output.ts';
import { findProject } from '../project.ts';
import { openSession } from '../session.ts';
import { table } from '../table.ts';

/** Tells whose key would be used, and where. */
export async function whoami(context: CliContext): Promise<void> {
  const output = createOutput(context);
  const { registry, client } = await openSession(context, await findProject(context.cwd), output);
  const { username, scopes } = await client.validateKey();
  const rows = [
    ['Username', shown(username)],
    ['Registry', shown(registry.url)],
    ['Scopes', scopes.join(', ')],
  ];
  for (const line of table(rows)) output.data(line);
  output.json({ username, registry: registry.url, scopes });
}
