import type { Status as StatusName } from '../../server/contract/answers.ts';

const MEANING: Record<StatusName, string> = {
  draft: 'Never published; only you can see it.',
  published: 'Published as it is.',
  modified: 'Published, and changed since.',
};

/** Where a function of one's own stands. */
export function Status({ status }: { status: StatusName }) {
  return (
    <span class={`status status-${status}`} title={MEANING[status]}>
      {status}
    </span>
  );
}
