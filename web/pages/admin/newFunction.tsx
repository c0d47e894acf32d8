import { TEMPLATE_LABELS, type TemplateFolder } from '../../../server/contract/templates.ts';
import { CATEGORIES } from '../../../server/contract/vocabulary.ts';
import { NEW_HREF } from '../../links.ts';
import { AdminTabs } from '../../parts/adminTabs.tsx';
import { Notice } from '../../parts/notice.tsx';
import type { Viewer } from '../../parts/siteHeader.tsx';
import { type PageFrame, renderPage } from '../../renderPage.tsx';
import { visibleText } from '../../text.ts';

/** What was typed so far. */
export interface NewFunctionFields {
  template: string;
  name: string;
  description: string;
  /** `""` for the template's own. */
  category: string;
}

/** The form for a new function. */
export interface NewFunctionProps extends PageFrame {
  viewer: Viewer;
  csrf: string;
  fields: NewFunctionFields;
  /** Why there is none yet, in a sentence or two. */
  error?: string | undefined;
}

const CHOICES: readonly { folder: TemplateFolder; name: string; label: string }[] = [
  { folder: 'function-typescript', name: 'Function in TypeScript', label: TEMPLATE_LABELS.function },
  { folder: 'function-javascript', name: 'Function in JavaScript', label: TEMPLATE_LABELS.function },
  { folder: 'route', name: 'Route', label: TEMPLATE_LABELS.route },
  { folder: 'adapter', name: 'Adapter', label: TEMPLATE_LABELS.adapter },
];

/** Renders the page where a function is begun. */
export function newFunctionPage(props: NewFunctionProps): string {
  return renderPage({
    frame: props,
    section: 'admin',
    private: true,
    title: 'New function',
    description: 'Start a function from a template.',
    content: <NewFunctionContent {...props} />,
  });
}

function NewFunctionContent({ csrf, fields, error }: NewFunctionProps) {
  const { template, name, description, category } = fields;
  return (
    <>
      <AdminTabs current="functions" />
      <div class="narrow">
        <h1>New function</h1>
        <p class="lead">It begins as a draft that only you can see, and opens in the editor.</p>
        {error !== undefined && <Notice kind="error">{visibleText(error)}</Notice>}
        <form class="stack" method="post" action={NEW_HREF}>
          <input type="hidden" name="csrf" value={csrf} />
          <fieldset class="picks">
            <legend>What do you start from?</legend>
            {CHOICES.map((choice) => (
              <label key={choice.folder} class="pick">
                <input
                  type="radio"
                  name="template"
                  value={choice.folder}
                  checked={choice.folder === template}
                  required
                />
                <span>
                  <b>{choice.name}</b>
                  <span class="pick-words">{choice.label}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <div class="field">
            <label for="new-name">Name</label>
            <input
              id="new-name"
              name="name"
              type="text"
              maxLength={100}
              required
              value={name}
              autocomplete="off"
              aria-describedby="new-name-hint"
            />
            <p id="new-name-hint" class="field-hint">
              Its slug, the name in URLs and folders, is made of it: “Rate Limiter” becomes rate-limiter.
            </p>
          </div>
          <div class="field">
            <label for="new-description">What does it do?</label>
            <input
              id="new-description"
              name="description"
              type="text"
              maxLength={1000}
              required
              value={description}
              autocomplete="off"
              aria-describedby="new-description-hint"
            />
            <p id="new-description-hint" class="field-hint">
              One sentence, as the Hub shows it in lists.
            </p>
          </div>
          <div class="field">
            <label for="new-category">Category</label>
            <select id="new-category" name="category">
              <option value="">As the template says</option>
              {CATEGORIES.map((one) => (
                <option key={one} value={one} selected={one === category}>
                  {one}
                </option>
              ))}
            </select>
          </div>
          <p class="form-ways">
            <button class="button button-primary" type="submit">
              Create the draft
            </button>
            <a href="/admin">Back to my functions</a>
          </p>
        </form>
        <p class="hint">
          To change a function that you have published, use “Edit as new draft” beside it in{' '}
          <a href="/admin">My functions</a> or on its page on the Hub.
        </p>
      </div>
    </>
  );
}
