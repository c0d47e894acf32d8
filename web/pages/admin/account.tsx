import type { Sessions } from '../../../server/contract/answers.ts';
import { userHref } from '../../links.ts';
import { AdminTabs } from '../../parts/adminTabs.tsx';
import { Day } from '../../parts/date.tsx';
import { Fact, Facts } from '../../parts/facts.tsx';
import { Notice } from '../../parts/notice.tsx';
import { SessionRows } from '../../parts/sessionRows.tsx';
import type { Viewer } from '../../parts/siteHeader.tsx';
import { TextField } from '../../parts/textField.tsx';
import { type PageFrame, renderPage } from '../../renderPage.tsx';
import { visibleText } from '../../text.ts';

/** One's account: who one is, where one is signed in, and the password. */
export interface AccountProps extends PageFrame {
  viewer: Viewer;
  csrf: string;
  email: string;
  /** ISO 8601. */
  createdAt: string;
  /** The viewer's own first. */
  sessions: Sessions['sessions'];
  /** What has just been done, one sentence. */
  notice?: string | undefined;
  /** Why the password was not changed, by field. */
  errors?: Readonly<Record<string, string>> | undefined;
}

/** Renders the page of one's account. */
export function accountPage(props: AccountProps): string {
  return renderPage({
    frame: props,
    section: 'admin',
    private: true,
    title: 'Account',
    description: 'Your account, your sessions and your password.',
    content: <AccountContent {...props} />,
  });
}

function AccountContent({ viewer, csrf, email, createdAt, sessions, notice, errors = {} }: AccountProps) {
  return (
    <>
      <AdminTabs current="account" />
      <div class="section-head admin-head">
        <h1>Account</h1>
      </div>
      {notice !== undefined && <Notice kind="info">{notice}</Notice>}
      <div class="columns">
        <div class="main-column">
          <section aria-labelledby="sessions">
            <div class="section-head">
              <h2 id="sessions">Where you are signed in</h2>
              {sessions.length > 1 && (
                <form method="post" action="/admin/account/sessions/end-others">
                  <input type="hidden" name="csrf" value={csrf} />
                  <button class="button button-small" type="submit">
                    Sign out everywhere else
                  </button>
                </form>
              )}
            </div>
            <SessionRows sessions={sessions} csrf={csrf} />
          </section>
          <section aria-labelledby="password-title">
            <h2 id="password-title">Password</h2>
            <p class="muted">
              A new password signs you out everywhere else. Your <a href="/admin/keys">API keys</a> stay
              valid: revoke those that somebody else may know.
            </p>
            <form class="admin-form" method="post" action="/admin/account/password">
              <input type="hidden" name="csrf" value={csrf} />
              <TextField
                name="currentPassword"
                label="Current password"
                type="password"
                autocomplete="current-password"
                maxLength={1024}
                error={errors.currentPassword}
                required
              />
              <TextField
                name="newPassword"
                label="New password"
                hint="At least 10 characters."
                type="password"
                autocomplete="new-password"
                maxLength={1024}
                error={errors.newPassword}
                required
              />
              <TextField
                name="repeated"
                label="The new password once more"
                type="password"
                autocomplete="new-password"
                maxLength={1024}
                error={errors.repeated}
                required
              />
              <div class="form-steps">
                <button class="button button-primary" type="submit">
                  Change password
                </button>
              </div>
            </form>
          </section>
        </div>
        <aside class="side side-first" aria-labelledby="facts">
          <section aria-labelledby="facts">
            <h2 id="facts">You</h2>
            <Facts>
              <Fact name="Username">{viewer.username}</Fact>
              <Fact name="E-mail">{visibleText(email)}</Fact>
              <Fact name="Since">
                <Day iso={createdAt} />
              </Fact>
              <Fact name="Public page">
                <a href={userHref(viewer.username)}>{userHref(viewer.username)}</a>
                <br />
                <span class="muted">what others see, once you publish</span>
              </Fact>
            </Facts>
          </section>
        </aside>
      </div>
    </>
  );
}
