import { shown } from '../../server/contract/shown.ts';
import { specOf } from '../../server/domain/takedown.ts';
import { branchName } from '../../server/git/layout.ts';
import type { TakedownPlan } from '../../server/services/planTakedown.ts';
import { table } from '../table.ts';

const MOST_OTHERS = 3;

/** What a takedown would do, for the operator to read before it is done. */
export function describeTakedown(
  plan: TakedownPlan,
  { reason, everywhere }: { reason: string; everywhere: boolean },
): string[] {
  const already = plan.already.map((one) => `${specOf(one)} was taken down before: ${one.reason}`).map(shown);
  if (plan.versions.length === 0) return already;
  const goes = plan.files.filter(({ stays }) => stays.length === 0);
  const stays = plan.files.filter((file) => file.stays.length > 0);
  const inDrafts = stays.some((file) => file.stays.some((other) => !other.includes('@')));
  return [
    ...already,
    shown(`To be taken down: ${plan.versions.map(specOf).join(', ')}`),
    shown(`Reason, for everybody: ${reason}`),
    ...section(
      'Files that go for good:',
      goes.map(({ path }) => [path]),
    ),
    ...section(
      'Files that stay, since something else has them too:',
      stays.map((file) => [file.path, others(file.stays)]),
    ),
    ...(inDrafts && !everywhere ? ['  Drafts that share files are deleted as well with --everywhere.'] : []),
    ...section('Drafts and branches:', [
      ...plan.removed.map(({ branch }) => [
        branchName(branch),
        everywhere ? 'is deleted: it has some of the files' : 'is deleted: it has the same files',
      ]),
      ...plan.begunAnew.map(({ branch }) => [branchName(branch), 'keeps its files and loses its history']),
    ]),
    ...(plan.moved.length > 0
      ? [`Versions published later keep their files and numbers, and get new commits: ${plan.moved.length}.`]
      : []),
    ...plan.shown.map(({ function: name, version }) =>
      shown(version ? `The newest of ${name} is ${version} then.` : `Nothing of ${name} is left to install.`),
    ),
  ];
}

function section(title: string, rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  return [title, ...table(rows.map((row) => row.map(shown))).map((line) => `  ${line}`)];
}

function others(names: readonly string[]): string {
  const more = names.length - MOST_OTHERS;
  return `${names.slice(0, MOST_OTHERS).join(', ')}${more > 0 ? `, and ${more} more` : ''}`;
}
