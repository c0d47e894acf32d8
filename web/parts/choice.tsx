interface ChoiceProps {
  type: 'checkbox' | 'radio';
  name: string;
  value: string;
  checked: boolean;
  label: string;
  /** What choosing it means, one line. */
  meaning?: string;
}

/** One of several things to choose. */
export function Choice({ type, name, value, checked, label, meaning }: ChoiceProps) {
  const id = `${name}-${value}`;
  return (
    <div class="choice">
      <input
        type={type}
        id={id}
        name={name}
        value={value}
        checked={checked}
        aria-describedby={meaning === undefined ? undefined : `${id}-meaning`}
      />
      <label for={id}>{label}</label>
      {meaning !== undefined && (
        <p id={`${id}-meaning`} class="choice-meaning">
          {meaning}
        </p>
      )}
    </div>
  );
}
