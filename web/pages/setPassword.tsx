import { loginHref } from '../links.ts';
import { Logo } from '../parts/logo.tsx';
import { Notice } from '../parts/notice.tsx';
import { TextField } from '../parts/textField.tsx';
import { type PageFrame, renderPage } from '../renderPage.tsx';
import { visibleText } from '../text.ts';

/** What was refused of the form. */
export interface SetPasswordForm {
  /** Why the whole of it was refused, one sentence or two. */
  error?: string | undefined;
  /** Why the second password was. */
  repeatedError?: string | undefined;
}

/** The form to set a password by a link. */
export interface SetPasswordProps extends PageFrame, SetPasswordForm {
  /** What the link is known by, and whose password it sets; absent where it is not good, as `error` then says. */
  of?: { link: string; username: string; email: string } | undefined;
  csrf: string;
}

/** Renders the page to set a password, or that says that the link is not good. */
export function setPasswordPage(props: SetPasswordProps): string {
  return renderPage({
    frame: props,
    title: 'Set a password',
    description: 'Set the password of your account.',
    private: true,
    content: props.of ? <SetPasswordContent {...props} of={props.of} /> : <Refused error={props.error} />,
  });
}

function SetPasswordContent({
  of: { link, username, email },
  error,
  repeatedError,
  csrf,
}: SetPasswordProps & { of: NonNullable<SetPasswordProps['of']> }) {
  return (
    <div class="card">
      <Logo />
      <h1>Set a password</h1>
      {error !== undefined && <Notice kind="error">{visibleText(error)}</Notice>}
      <p class="muted">
        For the account <strong>{username}</strong>. Setting it signs you in here, and out everywhere else.
      </p>
      <form class="stack" method="post" action="/set-password">
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="link" value={link} />
        {/* For programs that keep passwords. */}
        <input type="hidden" name="username" autocomplete="username" value={email} />
        <TextField
          name="password"
          label="New password"
          hint="At least 10 characters."
          type="password"
          autocomplete="new-password"
          maxLength={1024}
          required
        />
        <TextField
          name="repeated"
          label="The password once more"
          type="password"
          autocomplete="new-password"
          maxLength={1024}
          error={repeatedError}
          required
        />
        <button class="button button-primary" type="submit">
          Set password
        </button>
      </form>
    </div>
  );
}

function Refused({ error }: Pick<SetPasswordForm, 'error'>) {
  return (
    <div class="card">
      <Logo />
      <h1>This link is not valid</h1>
      {error !== undefined && <p>{visibleText(error)}</p>}
      <p>
        <a class="button" href={loginHref('/admin')}>
          Sign in
        </a>
      </p>
    </div>
  );
}
