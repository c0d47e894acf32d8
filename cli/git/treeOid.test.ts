import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isRegistryError } from '../../server/contract/errors.ts';
import type { PortablePath } from '../../server/contract/names.ts';
import { assertNoCollisions } from '../../server/contract/portablePath.ts';
import { treeOfFiles } from '../../server/domain/gitObjects.ts';
import { treeOid } from './treeOid.ts';

it("gives git's own oids", async () => {
  expect(await treeOid(new Map())).toBe('4b825dc642cb6eb9a060e54bf8d69288fbee4904');
  const hello = new Map([['hello.txt' as PortablePath, Buffer.from('hello\n')]]);
  // printf 'hello\n' > hello.txt && git add . && git write-tree
  expect(await treeOid(hello)).toBe('aaa96ced2d9a1c8e72c56b253a0e2fe78393feb7');
});

it('agrees with how the registry computes trees', async () => {
  // Names whose order differs with and without the slash that git sorts folders by.
  const segment = fc.constantFrom('a', 'a-b', 'a.b', 'a0', 'a b', 'B', 'lib', 'lib.ts', 'lib-x', 'z');
  const path = fc
    .array(segment, { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join('/') as PortablePath);
  const files = fc.uniqueArray(fc.tuple(path, fc.uint8Array({ maxLength: 40 })), {
    selector: ([name]) => name,
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(files, async (entries) => {
      try {
        assertNoCollisions(entries.map(([name]) => name));
      } catch (error) {
        if (isRegistryError(error)) return;
        throw error;
      }
      const map = new Map(entries);
      expect(await treeOid(map)).toBe(treeOfFiles(map).oid);
    }),
    { numRuns: 150 },
  );
});
