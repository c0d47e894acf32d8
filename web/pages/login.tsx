import { Logo } from '../parts/logo.tsx';
import { Notice } from '../parts/notice.tsx';
import { type PageFrame, renderPage } from '../renderPage.tsx';

/** The form to sign in. */
export interface LoginProps extends PageFrame {
  /** The path to go on to. */
  next: string;
  /** Why the last attempt was refused, one sentence. */
  error?: string | undefined;
  csrf: string;
}

/** Renders the page to sign in; never puts back what was typed. */
export function loginPage(props: LoginProps): string {
  return renderPage({
    frame: props,
    title: 'Sign in',
    description: 'Sign in to manage your functions.',
    private: true,
    content: <LoginContent {...props} />,
  });
}

function LoginContent({ next, error, csrf }: LoginProps) {
  return (
    <div class="card">
      <Logo />
      <h1>Sign in</h1>
      {error !== undefined && <Notice kind="error">{error}</Notice>}
      <form class="stack" method="post" action="/login">
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="next" value={next} />
        <div class="field">
          <label for="email">E-mail address</label>
          <input id="email" type="email" name="email" autocomplete="username" maxLength={320} required />
        </div>
        <div class="field">
          <label for="password">Password</label>
          <input
            id="password"
            type="password"
            name="password"
            autocomplete="current-password"
            maxLength={1024}
            required
          />
        </div>
        <button class="button button-primary" type="submit">
          Sign in
        </button>
      </form>
      <p class="muted">No account? Ask the operator of this registry.</p>
    </div>
  );
}
