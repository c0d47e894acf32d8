import { useRef } from 'preact/hooks';

/** A button that has the visitor choose files. */
export function UploadButton({
  label,
  multiple = false,
  upload,
}: {
  label: string;
  multiple?: boolean;
  upload: (files: readonly File[]) => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <button class="button-small" type="button" onClick={() => field.current?.click()}>
        {label}
      </button>
      <input
        ref={field}
        type="file"
        hidden
        aria-label={label}
        multiple={multiple}
        onChange={({ currentTarget }) => {
          upload([...(currentTarget.files ?? [])]);
          // The same file may be chosen again.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
