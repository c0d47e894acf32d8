import type { Request } from 'express';
import { expect, test } from 'vitest';
import { routeOf } from './routeOf.ts';

const taken = (path: unknown) => routeOf({ route: { path } } as Request);

test('a request is told by the template of its route, whatever stands in its path', () => {
  expect(taken('/users/:username')).toBe('/users/:username');
  expect(taken(['/a/:b', '/a'])).toBe('/a/:b');
  expect(taken(/^\/git\/([a-z0-9-]{1,64})(\/private)?\.git\/info\/refs$/)).toBe(
    '/git/:account[/private].git/info/refs',
  );
});

test('a request that no route took is told as such', () => {
  expect(routeOf({} as Request)).toBe('none');
});
