import { loginHref } from '../links.ts';
import { Logo } from '../parts/logo.tsx';
import { Notice } from '../parts/notice.tsx';
import { TextField } from '../parts/textField.tsx';
import { type PageFrame, renderPage } from '../renderPage.tsx';
import { visibleText } from '../text.ts';

/** What the form holds besides passwords, and what of it was refused. */
export interface RegisterForm {
  /** The path to go on to. */
  next: string;
  username?: string | undefined;
  email?: string | undefined;
  /** Sentences, by field. */
  errors?: Readonly<Record<string, string>> | undefined;
  /** Why the whole of it was refused, one sentence or two. */
  error?: string | undefined;
}

/** The form to make an account. */
export interface RegisterProps extends PageFrame, RegisterForm {
  /** Whether visitors can make accounts. */
  isOpen: boolean;
  csrf: string;
}

/** Renders the page to make an account, or that says that one cannot. */
export function registerPage(props: RegisterProps): string {
  return renderPage({
    frame: props,
    title: 'Create an account',
    description: 'Create an account to publish functions.',
    private: true,
    content: props.isOpen ? <RegisterContent {...props} /> : <Closed next={props.next} />,
  });
}

function RegisterContent({ next, username, email, errors = {}, error, csrf }: RegisterProps) {
  return (
    <div class="card">
      <Logo />
      <h1>Create an account</h1>
      {error !== undefined && <Notice kind="error">{visibleText(error)}</Notice>}
      <form class="stack" method="post" action="/register">
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="next" value={next} />
        <TextField
          name="username"
          label="Username"
          hint="Lower-case letters, digits and hyphens. It stands before the name of each of your functions, for good."
          type="text"
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          maxLength={64}
          value={username}
          error={errors.username}
          required
        />
        <TextField
          name="email"
          label="E-mail address"
          hint="To sign in with; nobody else sees it."
          type="email"
          autocomplete="email"
          maxLength={320}
          value={email}
          error={errors.email}
          required
        />
        <TextField
          name="password"
          label="Password"
          hint="At least 10 characters."
          type="password"
          autocomplete="new-password"
          maxLength={1024}
          error={errors.password}
          required
        />
        <TextField
          name="repeated"
          label="The password once more"
          type="password"
          autocomplete="new-password"
          maxLength={1024}
          error={errors.repeated}
          required
        />
        <button class="button button-primary" type="submit">
          Create account
        </button>
      </form>
      <p class="muted">
        You have one? <a href={loginHref(next)}>Sign in</a>
      </p>
    </div>
  );
}

function Closed({ next }: { next: string }) {
  return (
    <div class="card">
      <Logo />
      <h1>Registration is closed</h1>
      <p>Visitors cannot create accounts on this registry. Ask whoever operates it for one.</p>
      <p>
        <a class="button" href={loginHref(next)}>
          Sign in
        </a>
      </p>
    </div>
  );
}
