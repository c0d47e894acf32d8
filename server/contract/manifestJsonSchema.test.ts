import { expect, test } from 'vitest';
import { MANIFEST_KEYS } from './manifest.ts';
import { manifestJsonSchema } from './manifestJsonSchema.ts';
import { CATEGORIES } from './vocabulary.ts';

test('the schema names every field, and only what a field may hold', () => {
  const schema = manifestJsonSchema('https://registry.example/schema/aerostack.json') as {
    properties: Record<string, { enum?: string[]; maxItems?: number; type?: string }>;
  };
  expect(Object.keys(schema.properties)).toEqual(MANIFEST_KEYS);
  expect(schema.properties.category?.enum).toEqual([...CATEGORIES]);
  expect(schema.properties.tags?.maxItems).toBe(10);
  expect(schema.properties.version?.type).toBe('string');
});
