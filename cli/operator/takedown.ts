import { shown } from '../../server/contract/shown.ts';
import { parseReason, specOf } from '../../server/domain/takedown.ts';
import { branchName } from '../../server/git/layout.ts';
import { parseNamedVersions, planTakedown, type TakedownPlan } from '../../server/services/planTakedown.ts';
import { type TakenDown, takeDown } from '../../server/services/takeDown.ts';
import type { CliContext } from '../context.ts';
import { EXIT, ended } from '../exitCodes.ts';
import { createOutput, type Output } from '../output.ts';
import { createProgress } from '../progress.ts';
import { createPrompts } from '../prompts.ts';
import { openDataFolder } from './dataFolder.ts';
import { describeTakedown } from './describeTakedown.ts';

/** Says what taking versions down does, asks, and does it. */
export async function takedownCommand(
  specs: readonly string[],
  flags: { reason: string; everywhere?: true | undefined; data?: string | undefined },
  context: CliContext,
): Promise<void> {
  const named = parseNamedVersions(specs);
  const how = { reason: parseReason(flags.reason), everywhere: flags.everywhere ?? false };
  const { stores, close } = await openDataFolder(flags.data, context, { create: false });
  const output = createOutput(context);
  const progress = createProgress(context, () => 'Looking for the content, and removing it');
  const working = async <T>(work: Promise<T>): Promise<T> => {
    progress.begin();
    return work.finally(() => progress.end());
  };
  try {
    await stores.git.recover(named.account);
    const plan = await working(planTakedown(stores.git.reader(named.account), named, how));
    for (const line of describeTakedown(plan, how)) output.say(line);
    if (context.flags.dryRun) {
      output.say('Nothing was taken down.');
      output.json({ ...planAsJson(plan), reason: how.reason, dryRun: true });
      return;
    }
    if (plan.versions.length > 0) await confirm(context);
    const done = await working(takeDown(stores, named, how));
    sayDone(done, output);
    output.json({
      ...planAsJson(done),
      reason: how.reason,
      gone: done.gone,
      finished: done.finished,
      dryRun: false,
    });
  } finally {
    await close();
  }
}

async function confirm(context: CliContext): Promise<void> {
  if (context.flags.yes) return;
  const answer = await createPrompts(context).choice({
    message: 'Take it down? This cannot be undone.',
    flag: '--yes',
    options: [
      { value: 'no', label: 'No' },
      { value: 'yes', label: 'Yes' },
    ],
  });
  if (answer === 'no') throw ended(EXIT.failure);
}

function sayDone({ versions, gone, finished }: TakenDown, output: Output): void {
  if (finished) output.say('Finished a takedown that was cut off before.');
  if (versions.length === 0) {
    if (!finished) output.say('Nothing was left to do.');
    return;
  }
  const files = gone.length === 1 ? '1 file is' : `${gone.length} files are`;
  output.say(`Took down ${versions.map(specOf).map(shown).join(', ')}.`);
  output.say(`${files} gone from the repository, its mirror and the index: searched for, and not found.`);
  output.say(
    'What clients, proxies and older backups have copied is out of reach: a leaked secret must be revoked.',
  );
}

function planAsJson(plan: TakedownPlan) {
  return {
    account: plan.account,
    versions: plan.versions.map(({ slug, version, commit, tree }) => ({ slug, version, commit, tree })),
    already: plan.already.map(({ slug, version, reason, takenDownAt }) => ({
      ...{ slug, version, reason },
      takenDownAt: new Date(takenDownAt).toISOString(),
    })),
    files: plan.files,
    branches: [
      ...plan.removed.map(({ branch }) => ({ name: branchName(branch), action: 'deleted' })),
      ...plan.begunAnew.map(({ branch }) => ({ name: branchName(branch), action: 'begun-anew' })),
    ],
    moved: plan.moved.map(({ slug, version }) => ({ slug, version })),
    shown: plan.shown.map(({ function: name, version = null }) => ({ function: name, version })),
  };
}
