import { shown } from '../../server/contract/shown.ts';
import type { CliContext } from '../context.ts';
import { counted } from '../counted.ts';
import { createOutput } from '../output.ts';
import { createProgress } from '../progress.ts';
import { type Patience, retryingFetch } from './retryingFetch.ts';

/** The fetch of a command that talks to one registry: it tries again where it may, and tells a terminal what it waits for. */
export function patientFetch(context: CliContext, baseUrl: string, patience?: Patience): typeof fetch {
  const { origin } = new URL(baseUrl);
  let answers = 0;
  const soFar = () => (answers === 0 ? '' : ` (${counted(answers, 'answer')})`);
  const progress = createProgress(context, () => `Waiting for ${shown(origin)}${soFar()}`);
  const onRetry = (why: string, milliseconds: number) => {
    progress.clear();
    const seconds = (milliseconds / 1000).toFixed(1);
    createOutput(context).say(`${shown(origin)} ${why}; trying again in ${seconds} s.`);
  };
  const retrying = retryingFetch(context, onRetry, patience);
  return async (input, init) => {
    progress.begin();
    try {
      const response = await retrying(input, init);
      answers += 1;
      return response;
    } finally {
      progress.end();
    }
  };
}
