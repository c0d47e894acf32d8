import { RegistryError } from '../../server/contract/errors.ts';
import { shown } from '../../server/contract/shown.ts';
import type { CliContext } from '../context.ts';
import { createOutput, type Output } from '../output.ts';
import { findProject, type Project } from '../project.ts';
import { type ListFilters, parseListQuery, printListed } from '../publishedList.ts';
import { openPublicSession, openSession } from '../session.ts';
import { table } from '../table.ts';

/** What is listed. */
export interface ListOptions extends ListFilters {
  mine?: boolean | undefined;
}

/** Lists published functions, or with `mine` the caller's drafts and slug branches. */
export async function list(options: ListOptions, context: CliContext): Promise<void> {
  const output = createOutput(context);
  const project = await findProject(context.cwd);
  const { mine, ...filters } = options;
  if (mine && Object.entries(filters).some(([name, value]) => value !== undefined && name !== 'limit'))
    throw new RegistryError('USAGE', '--mine goes with --limit only');
  const query = parseListQuery(filters);
  if (mine) return listMine(query.limit, project, context, output);
  const { client } = await openPublicSession(context, project);
  const listed = await client.listFunctions({ query });
  printListed(listed, output);
  if (listed.total === 0) output.say('No function is published that fits.');
}

async function listMine(
  limit: number | undefined,
  project: Project,
  context: CliContext,
  output: Output,
): Promise<void> {
  const { client } = await openSession(context, project, output);
  const functions = (await client.listMine()).functions.slice(0, limit);
  const rows = functions.map((entry) => [
    shown(entry.id),
    shown(entry.slug),
    shown(entry.version),
    entry.status,
    shown(entry.updatedAt),
  ]);
  for (const line of table(rows)) output.data(line);
  if (functions.length === 0) output.say('You have pushed nothing yet.');
  output.json({ functions });
}
