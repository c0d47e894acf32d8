import type { Listed } from '../server/contract/answers.ts';
import { RegistryError } from '../server/contract/errors.ts';
import { type ListQuery, listQuery } from '../server/contract/requests.ts';
import { shown } from '../server/contract/shown.ts';
import type { Output } from './output.ts';
import { table } from './table.ts';

/** The filters, order and page of a list, as text from the command line. */
export interface ListFilters {
  category?: string | undefined;
  tag?: string | undefined;
  language?: string | undefined;
  author?: string | undefined;
  sort?: string | undefined;
  limit?: string | undefined;
  cursor?: string | undefined;
}

const DESCRIPTION_CHARACTERS = 60;

/** Reads what a list is asked for; throws `USAGE` naming the option that does not fit. */
export function parseListQuery(asked: ListFilters & { search?: string | undefined }): ListQuery {
  const parsed = listQuery.safeParse(asked);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const option = issue?.path.join('.');
  throw new RegistryError('USAGE', `${option === 'search' ? 'The words' : `--${option}`}: ${issue?.message}`);
}

/** Prints a line for each function, and how to see those that follow; or as JSON all that the registry answered. */
export function printListed({ functions, nextCursor, total }: Listed, output: Output): void {
  const rows = functions.map((entry) => [
    shown(`${entry.author_username}/${entry.slug}`),
    shown(entry.version),
    shown(entry.category),
    shown(shortened(entry.description)),
  ]);
  for (const line of table(rows)) output.data(line);
  if (nextCursor !== null) {
    output.say(`${functions.length} of ${total}; see more with --limit (at most 100),`);
    output.say(`or those that follow with --cursor ${shown(nextCursor)}`);
  }
  output.json({ functions, nextCursor, total });
}

function shortened(text: string): string {
  const characters = [...text];
  if (characters.length <= DESCRIPTION_CHARACTERS) return text;
  return `${characters.slice(0, DESCRIPTION_CHARACTERS - 1).join('')}…`;
}
