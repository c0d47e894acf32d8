import type { ApiKey } from '../../../server/contract/answers.ts';
import { keyHref } from '../../links.ts';
import { AdminTabs } from '../../parts/adminTabs.tsx';
import { KeyFacts } from '../../parts/keyFacts.tsx';
import { Notice } from '../../parts/notice.tsx';
import type { Viewer } from '../../parts/siteHeader.tsx';
import { type PageFrame, renderPage } from '../../renderPage.tsx';
import { visibleText } from '../../text.ts';

/** A step with a key, to be confirmed. */
export interface ChangeKeyProps extends PageFrame {
  viewer: Viewer;
  csrf: string;
  step: 'rotate' | 'revoke';
  apiKey: ApiKey;
  /** Of this form, so that it makes one key however often it is sent. */
  formId: string;
  /** Why it was not done, one sentence or two. */
  error?: string | undefined;
}

const WORDS = {
  rotate: {
    title: 'Rotate',
    consequence:
      'You get a new secret for the same name, scopes, functions and expiry. The old one stops working at once, wherever it is used.',
    button: 'Rotate it',
    style: 'button-primary',
  },
  revoke: {
    title: 'Revoke',
    consequence: 'It stops working at once, wherever it is used, and cannot be brought back.',
    button: 'Revoke it for good',
    style: 'button-danger',
  },
} as const;

/** Renders the page that asks whether a key is really to be rotated or revoked. */
export function changeKeyPage(props: ChangeKeyProps): string {
  return renderPage({
    frame: props,
    section: 'admin',
    private: true,
    title: `${WORDS[props.step].title} ${props.apiKey.name}`,
    description: 'Change a key.',
    content: <ChangeKeyContent {...props} />,
  });
}

function ChangeKeyContent({ csrf, step, apiKey, formId, error }: ChangeKeyProps) {
  const { title, consequence, button, style } = WORDS[step];
  return (
    <>
      <AdminTabs current="keys" />
      <header class="page-head admin-head">
        <nav class="crumbs" aria-label="Breadcrumb">
          <a href="/admin/keys">API keys</a>
          <span aria-hidden="true">/</span>
          <span aria-current="page">{title}</span>
        </nav>
        <h1>
          {title} the key “<bdi>{visibleText(apiKey.name)}</bdi>”?
        </h1>
        <p class="lead">{consequence}</p>
        {error !== undefined && <Notice kind="error">{visibleText(error)}</Notice>}
      </header>
      <form class="admin-form" method="post" action={keyHref(apiKey.id, step)}>
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="form" value={formId} />
        <KeyFacts apiKey={apiKey} />
        <div class="form-steps">
          <button class={`button ${style}`} type="submit">
            {button}
          </button>
          <a class="button" href="/admin/keys">
            Keep it as it is
          </a>
        </div>
      </form>
    </>
  );
}
