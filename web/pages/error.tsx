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

function ErrorContent({ status, title, message, hint, requestId }: ErrorProps) {
  return (
    <div class="failure">
      <p class="failure-status">{status}</p>
      <h1>{visibleText(title)}</h1>
      <p class="lead">{visibleText(message)}</p>
      {hint !== undefined && <p>{visibleText(hint)}</p>}
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
