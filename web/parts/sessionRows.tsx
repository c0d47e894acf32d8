import type { Sessions } from '../../server/contract/answers.ts';
import { visibleText } from '../text.ts';
import { Day } from './date.tsx';
import { Moment } from './moment.tsx';

/** Where somebody is signed in, with a way to end each. */
export function SessionRows({ sessions, csrf }: { sessions: Sessions['sessions']; csrf: string }) {
  return (
    <ul class="rows">
      {sessions.map(({ id, device, createdAt, lastUsedAt, expiresAt, current }) => (
        <li key={id} class="row row-wide">
          <div class="row-words">
            <div class="row-head">
              <h3 class="row-title">{visibleText(device)}</h3>
              {current && <span class="status status-published">this one</span>}
            </div>
            <ul class="row-facts">
              <li>
                signed in <Moment iso={createdAt} />
              </li>
              <li>
                last used <Moment iso={lastUsedAt} />
              </li>
              <li>
                ends <Day iso={expiresAt} />
              </li>
            </ul>
          </div>
          <form
            class="row-steps"
            method="post"
            action={current ? '/logout' : `/admin/account/sessions/${encodeURIComponent(id)}/end`}
          >
            <input type="hidden" name="csrf" value={csrf} />
            <button class="button button-small" type="submit">
              Sign out <span class="visually-hidden">of {visibleText(device)}</span>
            </button>
          </form>
        </li>
      ))}
    </ul>
  );
}
