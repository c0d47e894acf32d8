import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { endpoints } from './endpoints.ts';
import { openApiDocument } from './openapi.ts';

test('the committed document is the one the endpoints make; `npm run openapi` writes it', () => {
  const committed = readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8');
  expect(JSON.parse(committed)).toEqual(openApiDocument('http://127.0.0.1:4545'));
});

test('every endpoint is an operation with its parameters', () => {
  const { paths } = openApiDocument('http://localhost');
  for (const [name, { method, path }] of Object.entries(endpoints)) {
    const operation = paths[path.replace(/:([a-z]+)/g, '{$1}')]?.[method.toLowerCase()];
    expect(operation?.operationId).toBe(name);
    const names = operation?.parameters.filter((one) => one.in === 'path').map((one) => `:${one.name}`);
    expect(names).toEqual(path.match(/:[a-z]+/g) ?? []);
  }
});
