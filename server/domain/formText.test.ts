import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textOfForm, withLineEnd } from './formText.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'ß', '\n', '\r\n', '\r', ' ', '\t', '\ufeff') });
/** As a browser sends what its textarea shows. */
const sent = (shown: string) => withLineEnd(shown, '\r\n');

it('is the stored text to the byte where nothing was edited, whatever its line ends', () => {
  fc.assert(
    fc.property(text, (stored) => {
      expect(textOfForm(sent(stored), stored)).toBe(stored);
    }),
  );
});

it('gives edited text the line end that the file has most of', () => {
  expect(textOfForm('a\r\nb\r\nc', 'a\nb\n')).toBe('a\nb\nc');
  expect(textOfForm('a\r\nb\r\nc', 'a\r\nb\r\n')).toBe('a\r\nb\r\nc');
  expect(textOfForm('a\r\nb\r\nc', 'a\rb\r')).toBe('a\rb\rc');
  expect(textOfForm('a\r\nb\r\nc\r\nd', 'a\r\nb\nc\n')).toBe('a\nb\nc\nd');
  expect(textOfForm('\r\n\r\nfirst', '')).toBe('\n\nfirst');
});
