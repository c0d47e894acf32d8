interface TextFieldProps {
  /** Of the field, and of its element. */
  name: string;
  label: string;
  hint?: string | undefined;
  /** Why what was typed was refused, one sentence or two. */
  error?: string | undefined;
  type: 'text' | 'email' | 'password' | 'date';
  value?: string | undefined;
  autocomplete?: string;
  autocapitalize?: 'none';
  spellcheck?: boolean;
  maxLength?: number;
  required?: boolean;
  readOnly?: boolean | undefined;
}

/** A field with its label, what to type, and beside it why that was refused. */
export function TextField({ name, label, hint, error, ...input }: TextFieldProps) {
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  return (
    <div class={error === undefined ? 'field' : 'field field-refused'}>
      <label for={name}>{label}</label>
      {hint !== undefined && (
        <p id={`${name}-hint`} class="field-hint">
          {hint}
        </p>
      )}
      <input
        // The types of attributes want one literal type; all of these take the same.
        {...(input as typeof input & { type: 'text' })}
        id={name}
        name={name}
        // The browser then shows the first of them, however far down the page.
        autofocus={error !== undefined}
        aria-invalid={error === undefined ? undefined : 'true'}
        aria-describedby={described || undefined}
      />
      {error !== undefined && <FieldError id={`${name}-error`}>{error}</FieldError>}
    </div>
  );
}

/** Why a field was refused. */
export function FieldError({ id, children }: { id: string; children: string }) {
  return (
    <p id={id} class="field-error">
      {children}
    </p>
  );
}
