import { type PageFrame, renderPage } from '../renderPage.tsx';
import { visibleText } from '../text.ts';

/** A refusal or a fault, for people. */
export interface ErrorProps extends PageFrame {
  /** The HTTP status. */
  status: number;
  /** A few words. */
  title: string;
  /** One sentence. */
  message: string;
  hint?: string | undefined;
  /** What the suggestions are, a few words. */
  suggested?: string | undefined;
  /** What may have been meant, or can be had instead. */
  suggestions?: readonly { href: string; name: string }[] | undefined;
  requestId: string;
}

/** Renders the page for any status of 400 and more. */
export function errorPage(props: ErrorProps): string {
  return renderPage({
    frame: props,
    title: `${props.status} ${props.title}`,
    description: props.title,
    private: true,
    content: <ErrorContent {...props} />,
  });
}

function ErrorContent({ status, title, message, hint, requestId, ...props }: ErrorProps) {
  const { suggestions = [], suggested = 'Did you mean' } = props;
  return (
    <div class="failure">
      <p class="failure-status">{status}</p>
      <h1>{visibleText(title)}</h1>
      <p class="lead">{visibleText(message)}</p>
      {hint !== undefined && <p>{visibleText(hint)}</p>}
      {suggestions.length > 0 && (
        <section aria-labelledby="suggestions">
          <h2 id="suggestions" class="failure-suggestions">
            {suggested}
          </h2>
          <ul class="chips">
            {suggestions.map(({ href, name }) => (
              <li key={href}>
                <a class="chip" href={href}>
                  {visibleText(name)}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p class="failure-ways">
        <a class="button" href="/functions">
          Browse functions
        </a>
        <a href="/">Front page</a>
      </p>
      <p class="muted">
        Request <code class="oid">{visibleText(requestId)}</code>
      </p>
    </div>
  );
}
