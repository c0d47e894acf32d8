import { RegistryError } from '../../server/contract/errors.ts';
import { listQuery } from '../../server/contract/requests.ts';
import type { CliContext } from '../context.ts';
import { createOutput, type Output } from '../output.ts';
import { findProject, type Project } from '../project.ts';
import { openPublicSession, openSession } from '../session.ts';
import { shown } from '../shown.ts';
import { table } from '../table.ts';

/** The filters of a list, as text from the command line. */
export interface ListOptions {
  mine?: boolean | undefined;
  category?: string | undefined;
  tag?: string | undefined;
  author?: string | undefined;
  sort?: string | undefined;
  limit?: string | undefined;
}

const DESCRIPTION_CHARACTERS = 60;

/** Lists published functions, or with `mine` the caller's drafts and slug branches. */
export async function list(options: ListOptions, context: CliContext): Promise<void> {
  const output = createOutput(context);
  const project = await findProject(context.cwd);
  const query = parseQuery(options);
  if (options.mine) return listMine(query.limit, project, context, output);
  const { client } = await openPublicSession(context, project);
  const { functions, total } = await client.listFunctions({ query });
  const rows = functions.map((entry) => [
    shown(`${entry.author_username}/${entry.slug}`),
    shown(entry.version),
    shown(entry.category),
    shown(shortened(entry.description)),
  ]);
  for (const line of table(rows)) output.data(line);
  if (total > functions.length)
    output.say(`${functions.length} of ${total}; see more with --limit (at most 100).`);
  if (total === 0) output.say('No function is published that fits.');
  output.json({ functions, total });
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

function parseQuery({ mine, ...filters }: ListOptions) {
  if (mine && Object.entries(filters).some(([name, value]) => value !== undefined && name !== 'limit')) {
    throw new RegistryError('USAGE', '--mine goes with --limit only');
  }
  const parsed = listQuery.safeParse(filters);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new RegistryError('USAGE', `--${issue?.path.join('.')}: ${issue?.message}`);
}

function shortened(text: string): string {
  const characters = [...text];
  if (characters.length <= DESCRIPTION_CHARACTERS) return text;
  return `${characters.slice(0, DESCRIPTION_CHARACTERS - 1).join('')}…`;
}
