import { expect, it } from 'vitest';
import type { Version } from '../contract/names.ts';
import type { DraftRequest } from '../contract/requests.ts';
import { contentOfRequest, withVersion } from './functionTree.ts';
import { treeOfFiles } from './gitObjects.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { rootOfContent, versionTrees } from './versionTrees.ts';

it.each<Partial<DraftRequest>>([
  { version: '1.0.0' },
  {},
  { files: { 'aerostack.json': '{"name":"x"}\n', 'lib/a.ts': '', 'zz.ts': '' } },
  { files: { 'aerostack.json': '{\r\n\t"name": "x",\r\n\t"version": "0.1.0"\r\n}', 'a.ts': '' } },
])('gives the tree of the content with that version: %j', (fields) => {
  const content = contentOfRequest({ name: 'x', code: 'export {};', ...fields }, DEFAULT_LIMITS);
  const treeOf = versionTrees(rootOfContent(content));
  for (const version of ['0.1.0', '1.0.0', '10.2.3-rc.1'] as Version[]) {
    expect(treeOf(version)).toBe(treeOfFiles(withVersion(content, version).files).oid);
  }
});
