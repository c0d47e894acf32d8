import { SCOPES } from '../../../server/contract/requests.ts';
import { AdminTabs } from '../../parts/adminTabs.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Notice } from '../../parts/notice.tsx';
import { SCOPE_MEANING } from '../../parts/scopeNames.ts';
import type { Viewer } from '../../parts/siteHeader.tsx';
import { FieldError, TextField } from '../../parts/textField.tsx';
import { type PageFrame, renderPage } from '../../renderPage.tsx';
import { visibleText } from '../../text.ts';

/** What was chosen for a key. */
export interface TypedKey {
  readonly name: string;
  readonly scopes: readonly string[];
  /** `all` functions, or `some`. */
  readonly limit: string;
  readonly functions: readonly string[];
  /** Slugs of functions that are not there yet. */
  readonly others: string;
  /** A number of days, `date` or `never`. */
  readonly expires: string;
  readonly date: string;
}

/** The form to make a key. */
export interface NewKeyProps extends PageFrame {
  viewer: Viewer;
  csrf: string;
  /** Of this form, so that it makes one key however often it is sent. */
  formId: string;
  /** The slugs of one's own. */
  slugs: readonly string[];
  typed: TypedKey;
  /** Sentences, by field. */
  errors?: Readonly<Record<string, string>> | undefined;
  /** Why the whole of it was refused, one sentence or two. */
  error?: string | undefined;
}

const EXPIRIES: readonly [value: string, text: string][] = [
  ['7', '7 days'],
  ['30', '30 days'],
  ['90', '90 days'],
  ['365', 'a year'],
  ['date', 'a date'],
  ['never', 'never'],
];

/** Renders the form to make a key. */
export function newKeyPage(props: NewKeyProps): string {
  return renderPage({
    frame: props,
    section: 'admin',
    private: true,
    title: 'New API key',
    description: 'Make a key for a program.',
    content: <NewKeyContent {...props} />,
  });
}

function NewKeyContent({ csrf, formId, slugs, typed, errors = {}, error }: NewKeyProps) {
  return (
    <>
      <AdminTabs current="keys" />
      <header class="page-head admin-head">
        <nav class="crumbs" aria-label="Breadcrumb">
          <a href="/admin/keys">API keys</a>
          <span aria-hidden="true">/</span>
          <span aria-current="page">New</span>
        </nav>
        <h1>New API key</h1>
        {Object.keys(errors).length > 0 && (
          <Notice kind="error">No key was made: see what is marked below.</Notice>
        )}
        {error !== undefined && <Notice kind="error">{visibleText(error)}</Notice>}
      </header>
      <form class="admin-form" method="post" action="/admin/keys">
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="form" value={formId} />
        <TextField
          name="name"
          label="Name"
          hint="What it is for, and where it is kept: “laptop”, “deploy of shop”."
          type="text"
          maxLength={100}
          autocomplete="off"
          value={typed.name}
          error={errors.name}
          required
        />
        <fieldset class="field" aria-describedby={errors.scopes && 'scopes-error'}>
          <legend>It may</legend>
          <p class="hint">A command line needs all three; a pipeline, push and publish.</p>
          {SCOPES.map((scope) => (
            <Choice
              key={scope}
              type="checkbox"
              name="scopes"
              value={scope}
              checked={typed.scopes.includes(scope)}
              label={scope}
              meaning={SCOPE_MEANING[scope]}
            />
          ))}
          {errors.scopes !== undefined && <FieldError id="scopes-error">{errors.scopes}</FieldError>}
        </fieldset>
        <fieldset class="field" aria-describedby={errors.functions && 'functions-error'}>
          <legend>For</legend>
          <Choice
            type="radio"
            name="limit"
            value="all"
            checked={typed.limit !== 'some'}
            label="All functions"
            meaning="Also those that you push later."
          />
          <Choice
            type="radio"
            name="limit"
            value="some"
            checked={typed.limit === 'some'}
            label="Only some"
            meaning="It sees and changes no others."
          />
          <div class="field-part" data-needs="some">
            {slugs.length > 0 && (
              <div class="choice-list">
                {slugs.map((slug) => (
                  <Choice
                    key={slug}
                    type="checkbox"
                    name="functions"
                    value={slug}
                    checked={typed.functions.includes(slug)}
                    label={slug}
                  />
                ))}
              </div>
            )}
            <TextField
              name="others"
              label={slugs.length > 0 ? 'Others, which are not there yet' : 'Slugs of the functions'}
              hint="Separated by spaces."
              type="text"
              maxLength={1000}
              autocomplete="off"
              autocapitalize="none"
              spellcheck={false}
              value={typed.others}
            />
          </div>
          {errors.functions !== undefined && <FieldError id="functions-error">{errors.functions}</FieldError>}
        </fieldset>
        <fieldset class="field">
          <legend>It expires after</legend>
          <div class="choice-row">
            {EXPIRIES.map(([value, text]) => (
              <Choice
                key={value}
                type="radio"
                name="expires"
                value={value}
                checked={typed.expires === value}
                label={text}
              />
            ))}
          </div>
          <div class="field-part" data-needs="date">
            <TextField name="date" label="Last day" type="date" value={typed.date} error={errors.date} />
          </div>
        </fieldset>
        <div class="form-steps">
          <button class="button button-primary" type="submit">
            Create key
          </button>
          <a class="button" href="/admin/keys">
            Cancel
          </a>
        </div>
      </form>
    </>
  );
}
