import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'layers-'));
});

afterEach(() => rm(root, { recursive: true }));

/** Runs the check over a tree made of these files. */
async function check(files: Record<string, string>): Promise<{ code: number; findings: string[] }> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return new Promise((resolve) => {
    execFile(process.execPath, [join(import.meta.dirname, 'layers.mjs'), root], (error, _, stderr) => {
      resolve({ code: Number(error?.code ?? 0), findings: stderr.split('\n').filter(Boolean) });
    });
  });
}

type Edge = readonly [file: string, specifier: string];

/** The files that hold just these imports. */
function filesWith(edges: readonly Edge[]): Record<string, string> {
  const files: Record<string, string> = {};
  for (const [file, specifier] of edges) files[file] = `${files[file] ?? ''}import '${specifier}';\n`;
  return files;
}

describe('the layer check', () => {
  it('names file, line and edge of an import that points the wrong way', async () => {
    const { code, findings } = await check({
      'server/domain/access.ts':
        "import { a } from '../contract/names.ts';\n\nimport { b } from '../git/layout.ts';\n",
    });
    expect(code).toBe(1);
    expect(findings).toEqual([
      'server/domain/access.ts:3 imports ../git/layout.ts: domain may not import git',
    ]);
  });

  it('passes a tree whose imports all point the right way', async () => {
    const edges: Edge[] = [
      ['server/contract/client.ts', './endpoints.ts'],
      ['server/contract/names.ts', 'zod'],
      ['server/domain/access.ts', '../contract/names.ts'],
      ['server/domain/gitObjects.ts', 'node:crypto'],
      ['server/git/packWriter.ts', '../domain/gitObjects.ts'],
      ['server/git/spawn.ts', 'node:child_process'],
      ['server/git/mirror.ts', 'simple-git'],
      ['server/catalog/search.ts', '../contract/names.ts'],
      ['server/services/publish.ts', '../git/layout.ts'],
      ['server/services/browse.ts', '../catalog/search.ts'],
      ['server/http/api/functions.ts', '../../services/publish.ts'],
      ['server/http/pages/hub.ts', '../../../web/pages/hub.tsx'],
      ['server/http/pages/shell.ts', '../../../web/document.tsx'],
      ['server/config.ts', './contract/names.ts'],
      ['server/main.ts', './http/createApp.ts'],
      ['server/main.ts', './catalog/search.ts'],
      ['cli/program.ts', './operator/serve.ts'],
      ['cli/commands/push.ts', '../../server/domain/selectFiles.ts'],
      ['cli/commands/open.ts', 'node:child_process'],
      ['cli/git/state.ts', 'isomorphic-git/http/node'],
      ['cli/operator/serve.ts', '../../server/main.ts'],
      ['cli/operator/fsck.ts', '../../server/git/housekeeping.ts'],
      ['web/islands/star.tsx', '../../server/contract/client.ts'],
      ['web/pages/hub.tsx', '../document.tsx'],
    ];
    expect(await check(filesWith(edges))).toEqual({ code: 0, findings: [] });
  });

  it('refuses every edge of another kind', async () => {
    const edges: Edge[] = [
      ['server/contract/client.ts', '../domain/access.ts'],
      ['server/contract/names.ts', 'node:crypto'],
      ['server/contract/errors.ts', 'fs'],
      ['server/domain/access.ts', '../catalog/search.ts'],
      ['server/git/layout.ts', '../catalog/search.ts'],
      ['server/catalog/search.ts', '../git/layout.ts'],
      ['server/services/publish.ts', '../http/createApp.ts'],
      ['server/services/publish.ts', '../config.ts'],
      ['server/http/createApp.ts', '../git/layout.ts'],
      ['server/http/createApp.ts', '../catalog/search.ts'],
      ['server/http/createApp.ts', '../main.ts'],
      ['server/http/pages/hub.ts', '../../../web/islands/star.tsx'],
      ['server/main.ts', '../cli/program.ts'],
      ['server/main.ts', 'node:child_process'],
      ['server/services/gc.ts', 'child_process'],
      ['server/services/gc.ts', 'simple-git'],
      ['server/other.ts', './contract/names.ts'],
      ['cli/commands/push.ts', '../../server/services/publish.ts'],
      ['cli/commands/push.ts', 'isomorphic-git'],
      ['cli/install/stage.ts', 'node:child_process'],
      ['cli/operator/fsck.ts', 'isomorphic-git'],
      ['cli/context.ts', '../web/pages/hub.tsx'],
      ['cli/context.ts', '../package.json'],
      ['web/pages/hub.tsx', '../../server/domain/access.ts'],
      ['web/islands/star.tsx', '../../fixtures/builders.ts'],
      ['web/islands/star.tsx', '/star.ts'],
    ];
    const { code, findings } = await check(filesWith(edges));
    const missed = edges.filter(
      ([file, specifier]) =>
        !findings.some((line) => line.startsWith(`${file}:`) && line.includes(` ${specifier}: `)),
    );
    expect(missed).toEqual([]);
    expect(findings).toHaveLength(edges.length);
    expect(code).toBe(1);
  });

  it.each([
    "import type { A } from '../git/layout.ts';",
    "export { a } from '../git/layout.ts';",
    "export type { A } from '../git/layout.ts';",
    "export * from '../git/layout.ts';",
    "export type A = import('../git/layout.ts').A;",
    "export const load = () => import('../git/layout.ts');",
    'export const load = () => import(`../git/layout.ts`);',
    "export const a = require('../git/layout.ts');",
    "import a = require('../git/layout.ts');",
    "export const a = import.meta.resolve('../git/layout.ts');",
    "export const worker = new URL('../git/layout.ts', import.meta.url);",
  ])('sees %s', async (line) => {
    const { findings } = await check({ 'server/domain/access.ts': `// first\n${line}\n` });
    expect(findings).toEqual([
      'server/domain/access.ts:2 imports ../git/layout.ts: domain may not import git',
    ]);
  });

  it('reads JSX, generics and casts, and takes no comment or string for an import', async () => {
    const { code } = await check({
      'web/pages/hub.tsx': "export const Hub = () => <p>import x from '../../server/git/layout.ts'</p>;\n",
      'server/domain/access.ts':
        "// import '../git/layout.ts'\nexport const a = <T,>(x: T) => <string>(x as unknown);\n",
    });
    expect(code).toBe(0);
  });

  it('leaves tests alone, but not a file that does not parse', async () => {
    const { code, findings } = await check({
      'server/domain/access.test.ts': "import '../git/layout.ts';\n",
      'server/domain/access.ts': 'export const = 1;\n',
    });
    expect(code).toBe(1);
    expect(findings).toEqual([expect.stringMatching(/^server\/domain\/access\.ts:1 /)]);
  });

  it('fails where it finds nothing to check', async () => {
    expect((await check({ 'README.md': '' })).code).toBe(1);
  });
});
