import { describe, expect, it } from 'vitest';
import { shorten } from './index.js';

describe('shorten', () => {
  it('leaves a text that fits as it is', () => {
    expect(shorten('A short text', 12)).toBe('A short text');
  });

  it('cuts between words, and within one that is too long', () => {
    expect(shorten('A somewhat longer text', 12)).toBe('A somewhat…');
    expect(shorten('Unbreakable', 6)).toBe('Unbre…');
  });

  it('does not cut a character in half', () => {
    expect(shorten('👋👋👋👋', 3)).toBe('👋👋…');
  });

  it('takes another mark, and refuses one for which there is no room', () => {
    expect(shorten('A somewhat longer text', 14, { mark: ' (more)' })).toBe('A (more)');
    expect(() => shorten('A text', 2, { mark: '...' })).toThrow(RangeError);
  });
});
