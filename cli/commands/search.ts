import type { ListQuery } from '../../server/contract/requests.ts';
import type { CliContext } from '../context.ts';
import { createOutput } from '../output.ts';
import { findProject } from '../project.ts';
import { type ListFilters, parseListQuery, printListed } from '../publishedList.ts';
import { openPublicSession } from '../session.ts';

const FILTERS = ['category', 'tag', 'language', 'author'] as const;

/** Lists the published functions in which every word occurs, best first. */
export async function search(
  words: readonly string[],
  filters: ListFilters,
  context: CliContext,
): Promise<void> {
  const output = createOutput(context);
  const query = parseListQuery({ ...filters, search: words.join(' ') });
  const { client } = await openPublicSession(context, await findProject(context.cwd));
  const listed = await client.listFunctions({ query });
  printListed(listed, output);
  if (listed.total === 0) output.say(`No published function fits. ${advice(query)}`);
}

function advice(query: ListQuery): string {
  const filters = FILTERS.filter((name) => query[name] !== undefined).map((name) => `--${name}`);
  const remedy = filters.length > 0 ? `Try without ${filters.join(', ')}` : 'Try fewer words';
  return `${remedy}, or see them all with \`aerostack functions list\`.`;
}
