import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRegistryError } from './errors.ts';
import {
  parseFunctionSpec,
  parseSlug,
  parseUsername,
  parseVersion,
  quote,
  RESERVED_NAMES,
  slugify,
} from './names.ts';

const codeOf = (action: () => unknown) => {
  try {
    action();
  } catch (error) {
    return isRegistryError(error) ? error.code : error;
  }
  return undefined;
};

describe('slugs', () => {
  test.each([
    ['  Image Resizer ', 'image-resizer'],
    ['Stripe__Webhook  Verifier!', 'stripe-webhook-verifier'],
    ['--a--b--', 'a-b'],
    ['Ünïcode Näme', 'ncode-nme'],
    ['日本', ''],
  ])('%j becomes %j', (name, slug) => expect(slugify(name)).toBe(slug));

  test('whatever slugify leaves of any text parses as a slug, unless it is reserved or empty', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (name) => {
        const slug = slugify(name);
        if (slug !== '' && !RESERVED_NAMES.has(slug)) expect(parseSlug(slug)).toBe(slug);
      }),
    );
  });

  test.each(['', 'A', 'a_b', '-a', 'a-', 'a--b', 'a b', 'a/b', '..', 'ä', 'a\n', 'a'.repeat(65)])(
    '%j is refused',
    (text) => {
      expect(codeOf(() => parseSlug(text))).toBe('INVALID_SLUG');
      expect(codeOf(() => parseUsername(text))).toBe('INVALID_USERNAME');
    },
  );

  test.each(['install', 'my', 'ci', 'validate', 'admin', 'api'])('%s is reserved', (text) => {
    expect(codeOf(() => parseSlug(text))).toBe('RESERVED_NAME');
    expect(codeOf(() => parseUsername(text))).toBe('RESERVED_NAME');
  });
});

describe('versions', () => {
  test.each(['1.0.0', '0.0.1', '2.0.0-beta.1', '10.20.30-rc.1'])('%s is one', (text) =>
    expect(parseVersion(text)).toBe(text),
  );
  test.each([
    '1',
    '1.0',
    'v1.0.0',
    '1.0.0+build',
    '1.0.0-x.lock',
    '01.0.0',
    ' 1.0.0',
    '1.0.0\n',
    '1.0.0-..',
    `1.0.0-${'a'.repeat(64)}`,
  ])('%j is refused', (text) => expect(codeOf(() => parseVersion(text))).toBe('INVALID_VERSION'));
});

test('a function is named with or without author and range', () => {
  expect(parseFunctionSpec('slug')).toEqual({ slug: 'slug' });
  expect(parseFunctionSpec('alice/slug@^1.0.0')).toEqual({ author: 'alice', slug: 'slug', range: '^1.0.0' });
  for (const text of ['', '/', 'a/', 'a/b/c', '../x', '-x'])
    expect(codeOf(() => parseFunctionSpec(text))).toMatch(/^INVALID_/);
});

test('a quoted text cannot move the cursor, reverse the line or hide characters', () => {
  expect(quote('a\u001b[31m\u202eb\u200b\u009b')).toBe('"a\\u001b[31m\\u202eb\\u200b\\u009b"');
});
