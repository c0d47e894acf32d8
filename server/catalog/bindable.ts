import { RegistryError } from '../contract/errors.ts';

/** What SQLite may be given: everything else aborts the process or comes back changed. */
export type Bindable = string | number | null;

const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Returns the value where the driver stores and returns it unchanged. Text with NUL (cut there by the driver) or with half a
 * surrogate pair is `BAD_REQUEST`, since callers send it; every other value is a mistake of ours and throws a `TypeError`.
 */
export function bindable(value: unknown): Bindable {
  if (value === null) return null;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'string') {
    if (value.includes('\0') || LONE_SURROGATE.test(value)) {
      throw new RegistryError('BAD_REQUEST', 'The text holds a character that cannot be stored', {
        hint: 'Leave out NUL characters and send well-formed Unicode.',
      });
    }
    return value;
  }
  throw new TypeError(`A value of type ${typeName(value)} cannot be bound to SQL`);
}

/** The text with every character that {@link bindable} refuses replaced by U+FFFD, for data that must be indexed as it is. */
export function storableText(text: string): string {
  return text.replace(/\0|\p{Surrogate}/gu, '\ufffd');
}

function typeName(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'object' ? Object.prototype.toString.call(value).slice(8, -1) : typeof value;
}
