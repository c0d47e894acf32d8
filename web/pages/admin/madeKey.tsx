import type { CreatedKey } from '../../../server/contract/answers.ts';
import { guideHref } from '../../links.ts';
import { AdminTabs } from '../../parts/adminTabs.tsx';
import { Command } from '../../parts/command.tsx';
import { KeyFacts } from '../../parts/keyFacts.tsx';
import { Notice } from '../../parts/notice.tsx';
import type { Viewer } from '../../parts/siteHeader.tsx';
import { type PageFrame, renderPage } from '../../renderPage.tsx';
import { visibleText } from '../../text.ts';

/** A key that was just made, with its secret. */
export interface MadeKeyProps extends PageFrame {
  registryUrl: string;
  viewer: Viewer;
  made: CreatedKey;
  /** Absolute, where pushes of the account go. */
  gitUrl: string;
  /** Whether it replaces one that has ended. */
  isRotated: boolean;
}

/** Renders the only page that ever shows a key's secret. */
export function madeKeyPage(props: MadeKeyProps): string {
  return renderPage({
    frame: props,
    section: 'admin',
    private: true,
    title: props.isRotated ? 'Key rotated' : 'Key created',
    description: 'The secret of a new key.',
    content: <MadeKeyContent {...props} />,
  });
}

function MadeKeyContent({ made, gitUrl, isRotated, registryUrl }: MadeKeyProps) {
  const { key: secret, scopes } = made;
  const mayPublish = scopes.includes('push') && scopes.includes('publish');
  return (
    <>
      <AdminTabs current="keys" />
      <header class="page-head admin-head">
        <h1>
          {isRotated ? 'New secret of' : 'Key for'} <bdi>{visibleText(made.name)}</bdi>
        </h1>
        <Notice kind="warning">
          Copy the key now: this is the only time that it is shown, and the registry keeps no copy of it.
          {isRotated && ' The old secret has stopped working.'}
        </Notice>
      </header>
      <div class="columns">
        <div class="main-column">
          <section class="secret" aria-labelledby="secret">
            <h2 id="secret">The key</h2>
            <Command label="Give it to nobody, and put it in no file that others can read." line={secret} />
          </section>
          <section aria-labelledby="cli">
            <h2 id="cli">On the command line</h2>
            <div class="stack">
              <Command
                label="To stay logged in"
                line={`printf '%s\\n' ${secret} | aerostack login --registry ${registryUrl} --key -`}
              />
              <Command
                label="For this shell alone"
                line={`export AEROSTACK_API_URL=${registryUrl} AEROSTACK_API_KEY=${secret}`}
              />
            </div>
          </section>
          <section aria-labelledby="git">
            <h2 id="git">With git</h2>
            <div class="stack">
              <Command
                label="Once logged in, in the repository: git gets the key from the login"
                line="aerostack remote add"
              />
              <Command
                label="Or without the command line: when git asks, any user name will do, and the key is the password"
                line={`git remote add aerostack ${gitUrl}`}
              />
            </div>
          </section>
          {mayPublish && (
            <section aria-labelledby="ci">
              <h2 id="ci">In a pipeline</h2>
              <div class="stack">
                <Command
                  label="GitHub, in a checkout of the repository"
                  line={`printf %s ${secret} | gh secret set AEROSTACK_API_KEY`}
                />
                <Command
                  label="and the address"
                  line={`gh variable set AEROSTACK_API_URL --body ${registryUrl}`}
                />
                <p class="hint">
                  Elsewhere, make a masked variable <code>AEROSTACK_API_KEY</code> of it. The guides have
                  whole pipelines for <a href={guideHref('publishing-via-github-actions')}>GitHub Actions</a>{' '}
                  and <a href={guideHref('publishing-via-gitlab-ci')}>GitLab CI</a>.
                </p>
              </div>
            </section>
          )}
        </div>
        <aside class="side side-first" aria-labelledby="facts">
          <section aria-labelledby="facts">
            <h2 id="facts">What it may do</h2>
            <KeyFacts apiKey={made} />
          </section>
          <p class="side-done">
            <a class="button" href="/admin/keys">
              I have copied it
            </a>
          </p>
        </aside>
      </div>
    </>
  );
}
