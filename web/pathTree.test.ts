import { expect, it } from 'vitest';
import { nestPaths } from './pathTree.ts';

const files = (...paths: string[]) => paths.map((path) => ({ path, size: 1 }));

it('puts files into folders, which come first', () => {
  const nodes = nestPaths(files('z.ts', 'lib/b/c.ts', 'a.ts', 'lib/a.ts', 'lib-2/x.ts'));
  expect(nodes).toMatchObject([
    {
      name: 'lib',
      path: 'lib',
      members: [
        { name: 'b', path: 'lib/b', members: [{ name: 'c.ts', path: 'lib/b/c.ts' }] },
        { name: 'a.ts', path: 'lib/a.ts' },
      ],
    },
    { name: 'lib-2', members: [{ name: 'x.ts' }] },
    { name: 'a.ts', file: { path: 'a.ts' } },
    { name: 'z.ts' },
  ]);
});

it('starts below a folder where one is given', () => {
  expect(nestPaths(files('lib/a.ts', 'lib/b/c.ts'), 'lib/')).toMatchObject([
    { name: 'b', path: 'lib/b' },
    { name: 'a.ts', path: 'lib/a.ts' },
  ]);
});
