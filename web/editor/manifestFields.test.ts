import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORM_FIELDS, fieldProblem, formValues, saysSame, withField } from './manifestFields.ts';

const fieldOf = (key: string) => FORM_FIELDS.find((field) => field.key === key)!;
const text = `{
    "name": "Greeter",
    "x-team": { "owner": ["ann"] },
    "tags": ["a", "b"]
}
`;
const textsOf = (manifest: string) => {
  const values = formValues(manifest);
  return values.kind === 'fields' ? values.texts : new Map();
};

describe('the form for aerostack.json', () => {
  it('shows what the text says, and an empty field for what it does not', () => {
    expect(textsOf(text).get('name')).toBe('Greeter');
    expect(textsOf(text).get('tags')).toBe('a\nb');
    expect(textsOf(text).get('license')).toBe('');
    expect(textsOf('{"drizzleSchema": true}').get('drizzleSchema')).toBe('schema.ts');
  });

  it('changes the one field in the text, keeping the layout and keys that it does not know', () => {
    expect(withField(text, fieldOf('name'), 'Better')).toBe(text.replace('Greeter', 'Better'));
    expect(withField(text, fieldOf('license'), 'MIT')).toBe(
      text.replace('["a", "b"]\n', '["a", "b"],\n    "license": "MIT"\n'),
    );
    expect(withField(text, fieldOf('tags'), '')).toBe(text.replace(',\n    "tags": ["a", "b"]', ''));
    expect(JSON.parse(withField(text, fieldOf('tags'), ' c \n\nd\n')).tags).toEqual(['c', 'd']);
  });

  it('is in step with the text both ways, whatever is typed', () => {
    const typed = fc.string({ unit: fc.constantFrom('a', '"', '\\', '\u00e9', ' ', '{') });
    fc.assert(
      fc.property(fc.constantFrom(...FORM_FIELDS), typed, (field, entry) => {
        const after = withField(text, field, entry);
        expect(saysSame(field, textsOf(after).get(field.key) ?? '', entry)).toBe(true);
        expect(JSON.parse(after)['x-team']).toEqual({ owner: ['ann'] });
      }),
    );
  });

  it('is closed, with the reason, where the text is no JSON object or says a thing twice', () => {
    for (const bad of ['{', '[]', '', '{"name": "a", "name": "b"}', '{"__proto__": 1}']) {
      expect([bad, formValues(bad).kind]).toEqual([bad, 'invalid']);
    }
  });

  it('leaves alone what it cannot show', () => {
    const values = formValues('{"name": 1, "tags": "a", "envVars": ["A", 2], "include": ["a\\nb"]}');
    expect(values).toMatchObject({ odd: new Set(['name', 'tags', 'envVars', 'include']) });
  });

  it("says what is wrong by the registry's rules", () => {
    expect(fieldProblem(fieldOf('version'), '1.x')).toMatch(/version/i);
    expect(fieldProblem(fieldOf('tags'), 'fine\n!bad')).toMatch(/letters/);
    expect(fieldProblem(fieldOf('category'), 'media')).toBeUndefined();
    expect(fieldProblem(fieldOf('version'), '')).toBeUndefined();
  });
});
