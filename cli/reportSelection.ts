import { shown } from '../server/contract/shown.ts';
import type { Selection } from '../server/domain/selectFiles.ts';
import type { Output } from './output.ts';

const MAX_LISTED = 10;

/** Says what selecting the files of a function warns of, and what was left out. */
export function reportSelection(
  { leftOut, warnings, importWarnings }: Pick<Selection, 'leftOut' | 'warnings' | 'importWarnings'>,
  output: Output,
): void {
  for (const warning of [...warnings, ...importWarnings]) output.warn(shown(warning));
  if (leftOut.length === 0) return;
  const first = leftOut.slice(0, MAX_LISTED).map(shown).join(', ');
  const more = leftOut.length > MAX_LISTED ? ` and ${leftOut.length - MAX_LISTED} more` : '';
  output.say(`Left out, since nothing imports it and "include" does not name it: ${first}${more}`);
}
