import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldEditor, setFields } from './editJson.ts';

const field = fc.constantFrom('version', 'name', 'tags', 'x y', '"', 'a.b', '');
const value = fc.jsonValue({ maxDepth: 2 });
const object = fc.dictionary(field, value, { noNullPrototype: true });

it('says what it was told, and the rest as before, however the text is laid out', () => {
  fc.assert(
    fc.property(
      object,
      object,
      fc.constantFrom(0, 2, '\t'),
      fc.boolean(),
      (before, fields, indent, windows) => {
        const unix = JSON.stringify(before, null, indent);
        const text = windows ? unix.replaceAll('\n', '\r\n') : unix;
        const edited = setFields(text, fields);
        expect(JSON.parse(edited)).toEqual(JSON.parse(JSON.stringify({ ...before, ...fields })));
        if (windows && text.includes('\n')) expect(edited).not.toMatch(/[^\r]\n/);
      },
    ),
    { numRuns: 300 },
  );
});

it('takes fields out, and leaves what stood beside them as it was', () => {
  const text = '{\n  "name": "x",\n  "tags": ["a", "b"],\n  "version": "1.0.0"\n}\n';
  expect(setFields(text, { name: undefined })).toBe('{\n  "tags": ["a", "b"],\n  "version": "1.0.0"\n}\n');
  expect(setFields(text, { tags: undefined })).toBe('{\n  "name": "x",\n  "version": "1.0.0"\n}\n');
  expect(setFields(text, { version: undefined, other: undefined })).toBe(
    '{\n  "name": "x",\n  "tags": ["a", "b"]\n}\n',
  );
  expect(setFields('{ "a": 1 }', { a: undefined })).toBe('{}');
  fc.assert(
    fc.property(object, field, fc.constantFrom(0, 2), (before, key, indent) => {
      const { [key]: _, ...rest } = before;
      const edited = setFields(JSON.stringify(before, null, indent), { [key]: undefined });
      expect(JSON.parse(edited)).toEqual(JSON.parse(JSON.stringify(rest)));
    }),
  );
});

it('sets one field as often as asked, each time as if it were the first', () => {
  const text = '{\n\t"name": "x",\n\t"version": "1.0.0"\n}\n';
  const edit = fieldEditor(text, 'version');
  for (const version of ['2.0.0', '3.0.0']) {
    expect(edit(version)).toBe(text.replace('1.0.0', version));
    expect(edit(version)).toBe(setFields(text, { version }));
  }
});

describe('keeps the style', () => {
  it.each([
    ['{"name":"x"}', '{"name":"x", "version": "1.0.0", "tags": ["a"]}'],
    ['{}', '{\n  "version": "1.0.0",\n  "tags": [\n    "a"\n  ]\n}'],
    [
      '{\n    "name": "x"\n}\n',
      '{\n    "name": "x",\n    "version": "1.0.0",\n    "tags": [\n        "a"\n    ]\n}\n',
    ],
  ])('of %j', (text, edited) => {
    expect(setFields(text, { version: '1.0.0', tags: ['a'] })).toBe(edited);
  });
});

it('is done with an object in one long line before the test runs out of time', () => {
  const text = JSON.stringify({ values: Array(30_000).fill(1) });
  for (let at = 0; at < 30; at += 1) expect(setFields(text, { version: `1.0.${at}` })).toContain(`1.0.${at}`);
});
