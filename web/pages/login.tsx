import { registerHref } from '../links.ts';
import { Logo } from '../parts/logo.tsx';
import { Notice } from '../parts/notice.tsx';
import { TextField } from '../parts/textField.tsx';
import { type PageFrame, renderPage } from '../renderPage.tsx';
import { visibleText } from '../text.ts';

/** The form to sign in. */
export interface LoginProps extends PageFrame {
  /** The path to go on to. */
  next: string;
  /** The address that was typed. */
  email?: string | undefined;
  /** Why the last attempt was refused, one sentence or two. */
  error?: string | undefined;
  /** Whether visitors can make accounts. */
  isOpen: boolean;
  csrf: string;
}

/** Renders the page to sign in; never puts back a password. */
export function loginPage(props: LoginProps): string {
  return renderPage({
    frame: props,
    title: 'Sign in',
    description: 'Sign in to manage your functions.',
    private: true,
    content: <LoginContent {...props} />,
  });
}

function LoginContent({ next, email, error, isOpen, csrf }: LoginProps) {
  return (
    <div class="card">
      <Logo />
      <h1>Sign in</h1>
      {error !== undefined && <Notice kind="error">{visibleText(error)}</Notice>}
      <form class="stack" method="post" action="/login">
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="next" value={next} />
        <TextField
          name="email"
          label="E-mail address"
          type="email"
          autocomplete="username"
          maxLength={320}
          value={email}
          required
        />
        <TextField
          name="password"
          label="Password"
          type="password"
          autocomplete="current-password"
          maxLength={1024}
          required
        />
        <button class="button button-primary" type="submit">
          Sign in
        </button>
      </form>
      <p class="muted">
        No account?{' '}
        {isOpen ? <a href={registerHref(next)}>Create one</a> : 'Ask the operator of this registry.'}
      </p>
    </div>
  );
}
