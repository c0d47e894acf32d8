import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeHtml, visibleSource, visibleText } from './text.ts';

describe('visibleText', () => {
  it.each([
    ['\u202egnp.exe', '\\u202egnp.exe'],
    ['a\u2066b\u2069', 'a\\u2066b\\u2069'],
    ['pay\u200bpal', 'pay\\u200bpal'],
    ['pay\u200dpal', 'pay\\u200dpal'],
    ['soft\u00adhyphen', 'soft\\u00adhyphen'],
    ['\ufeffname', '\\ufeffname'],
    ['a\nb\u0000\u001b[31m', 'a\\u000ab\\u0000\\u001b[31m'],
    ['tag\u{e0041}', 'tag\\ue0041'],
    ['\u3164', '\\u3164'],
    ['\ud800', '\\ud800'],
  ])('writes out what cannot be seen in %j', (text, expected) => {
    expect(visibleText(text)).toBe(expected);
  });

  it.each([
    'Image Resizer',
    'Größe',
    'مُحوِّل الروابط',
    '画像',
    '👨‍👩‍👧',
    '🏳️‍🌈',
    '👩🏽‍💻',
    'می‌خواهم',
    'क्‍ष',
    'e\u0301',
  ])('leaves %s as it is', (text) => {
    expect(visibleText(text)).toBe(text);
  });
});

describe('visibleSource', () => {
  it('keeps tabs and line ends', () => {
    expect(visibleSource('\ta\r\nb\n')).toBe('\ta\r\nb\n');
  });

  it('writes out what would make code read otherwise than it runs', () => {
    expect(visibleSource('if (admin\u202e) {\u200b}')).toBe('if (admin\\u202e) {\\u200b}');
  });
});

describe('escapeHtml', () => {
  it('leaves nothing that could open an element or end an attribute', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"']/);
      }),
      { numRuns: 200 },
    );
  });
});
