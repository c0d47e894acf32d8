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
  /** What an invitation is known by, and the address that it is for, if it is for one. */
  invitation?: { secret: string; email: string | null } | undefined;
  /** Sentences, by field. */
  errors?: Readonly<Record<string, string>> | undefined;
  /** Why the whole of it was refused, one sentence or two. */
  error?: string | undefined;
}

/** The form to make an account. */
export interface RegisterProps extends PageFrame, RegisterForm {
  /** Whether whoever sees this can make an account. */
  isOpen: boolean;
  /** Why the invitation that somebody came by is not good, one sentence or two. */
  refused?: string | undefined;
  csrf: string;
}

/** Renders the page to make an account, or that says that one cannot. */
export function registerPage(props: RegisterProps): string {
  return renderPage({
    frame: props,
    title: 'Create an account',
    description: 'Create an account to publish functions.',
    private: true,
    content: props.isOpen ? (
      <RegisterContent {...props} />
    ) : (
      <Closed next={props.next} refused={props.refused} />
    ),
  });
}

function RegisterContent({ next, username, email, invitation, errors = {}, error, csrf }: RegisterProps) {
  const address = invitation?.email ?? undefined;
  return (
    <div class="card">
      <Logo />
      <h1>Create an account</h1>
      {error !== undefined && <Notice kind="error">{visibleText(error)}</Notice>}
      {invitation && <p class="muted">You were invited to this registry.</p>}
      <form class="stack" method="post" action="/register">
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="next" value={next} />
        {invitation && <input type="hidden" name="invitation" value={invitation.secret} />}
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
          hint={
            address === undefined
              ? 'To sign in with; nobody else sees it.'
              : 'To sign in with; nobody else sees it. You were invited under this one.'
          }
          type="email"
          autocomplete="email"
          maxLength={320}
          value={address ?? email}
          readOnly={address !== undefined}
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

function Closed({ next, refused }: Pick<RegisterProps, 'next' | 'refused'>) {
  return (
    <div class="card">
      <Logo />
      <h1>{refused === undefined ? 'Registration is closed' : 'This invitation is not valid'}</h1>
      <p>
        {refused === undefined
          ? 'Visitors cannot create accounts on this registry. Ask whoever operates it for one.'
          : visibleText(refused)}
      </p>
      <p>
        <a class="button" href={loginHref(next)}>
          Sign in
        </a>
      </p>
    </div>
  );
}
