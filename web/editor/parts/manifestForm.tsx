import { useState } from 'preact/hooks';
import { MANIFEST_PATH } from '../../../server/contract/manifest.ts';
import {
  FORM_FIELDS,
  type FormField,
  fieldProblem,
  formValues,
  saysSame,
  withField,
} from '../manifestFields.ts';
import type { EditorProps } from './props.ts';

/** The fields of aerostack.json as a form; its text stays the truth, and each change here is one in the text. */
export function ManifestForm({ documents, controller, value }: EditorProps & { value: string }) {
  const values = formValues(value);
  if (values.kind === 'invalid') {
    return (
      <div class="edit-form-pane">
        <div class="notice notice-error" role="alert">
          The form is closed until the text is mended: {values.why}.{' '}
          <button class="button-small" type="button" onClick={() => controller.open(MANIFEST_PATH, START)}>
            Show the text
          </button>
        </div>
      </div>
    );
  }
  return (
    <form class="edit-form-pane edit-fields" onSubmit={(event) => event.preventDefault()}>
      {FORM_FIELDS.map((field) => (
        <Field
          key={field.key}
          field={field}
          text={values.texts.get(field.key) ?? ''}
          isOdd={values.odd.has(field.key)}
          change={(typed) => {
            const current = documents.files().get(MANIFEST_PATH);
            if (current?.kind !== 'text') return;
            documents.put(MANIFEST_PATH, { kind: 'text', text: withField(current.text, field, typed) });
          }}
        />
      ))}
    </form>
  );
}

const START = { line: 1, column: 1 };

interface FieldProps {
  field: FormField;
  /** As the text of the file has it. */
  text: string;
  /** Whether the file has something else there than the form can show. */
  isOdd: boolean;
  change: (typed: string) => void;
}

function Field({ field, text, isOdd, change }: FieldProps) {
  const { key, label, kind, choices = [], hint } = field;
  // What is being typed may say the same as the text in other words, as an empty line at the end of a list does.
  const [typed, setTyped] = useState(text);
  const shown = saysSame(field, typed, text) ? typed : text;
  const id = `manifest-${key}`;
  const problem = isOdd
    ? 'It is something else than this form can show; see the text.'
    : fieldProblem(field, shown);
  const shared = {
    id,
    value: shown,
    disabled: isOdd,
    'aria-invalid': problem !== undefined,
    'aria-describedby': `${id}-hint`,
    onInput: ({ currentTarget }: { currentTarget: { value: string } }) => {
      setTyped(currentTarget.value);
      change(currentTarget.value);
    },
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {kind === 'line' && <input {...shared} autocomplete="off" spellcheck={key === 'description'} />}
      {kind === 'list' && <textarea {...shared} rows={3} spellcheck={false} />}
      {kind === 'choice' && (
        <select {...shared}>
          <option value="">not stated</option>
          {!choices.includes(shown) && shown !== '' && <option value={shown}>{shown}</option>}
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
      )}
      <p id={`${id}-hint`} class={problem ? 'field-problem' : 'field-hint'}>
        {problem ?? hint}
      </p>
    </div>
  );
}
