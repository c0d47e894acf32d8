import type { Diagnostic, Draft, FunctionAnswer, Listed, Versions } from '../../server/contract/answers.ts';
import type { FunctionProps } from '../pages/function.tsx';
import type { ShownOwnFunction } from '../parts/ownFunctionItem.tsx';

const TREE = '9f2c41d07be3c7a15a0be6df1f6a3f9cf4d2b81e';
const COMMIT = '3b7d90aa51c6ef0d2f4e5b6a798c0d1e2f304152';

export const assets = { css: '/static/main-abc123.css' };
export const registryUrl = 'https://functions.example.org';
export const viewer = { username: 'alice', csrf: 'token-of-alice' };

/** A function as the list shows it. */
export function listedSample(
  changes: Partial<Listed['functions'][number]> = {},
): Listed['functions'][number] {
  return {
    id: 'fn_0190a1b2c3d4e5f60718293a4b5c6d7e',
    slug: 'image-resizer',
    name: 'Image Resizer',
    description: 'Resizes images on the fly and keeps the results in an R2 bucket.',
    category: 'media',
    tags: ['images', 'r2'],
    language: 'typescript',
    runtime: 'cloudflare-worker',
    license: 'MIT',
    version: '1.2.0',
    author_username: 'alice',
    star_count: 41,
    clone_count: 1280,
    updated_at: '2026-03-12T09:30:00.000Z',
    url: '/functions/alice/image-resizer',
    ...changes,
  };
}

/** A published version as its page shows it. */
export function functionSample(
  changes: Partial<FunctionAnswer['function']> = {},
): FunctionAnswer['function'] {
  return {
    ...listedSample(),
    readme: '',
    entrypoint: 'index.ts',
    code: '',
    files: {
      'index.ts': "export { resizer } from './adapter.ts';\n",
      'adapter.ts': "import { Hono } from 'hono';\n\nexport const resizer = new Hono();\n",
      'aerostack.json': '{\n  "name": "Image Resizer"\n}\n',
    },
    config_schema: {},
    status: 'published',
    clone_url: `${registryUrl}/git/alice.git`,
    tag: 'image-resizer@1.2.0',
    commit: COMMIT,
    tree: TREE,
    published_at: '2026-03-12T09:30:00.000Z',
    ...changes,
  };
}

/** A version as the list of versions shows it. */
export function versionSample(
  version: string,
  date = '2026-03-12T09:30:00.000Z',
): Versions['versions'][number] {
  const id = 'fn_0190a1b2c3d4e5f60718293a4b5c6d7e';
  return {
    version,
    id,
    tag: `image-resizer@${version}`,
    commit: COMMIT,
    tree: TREE,
    date,
    publisher: 'alice',
  };
}

/** What a function with a bit of everything needs. */
export function needsSample(changes: Partial<FunctionProps['needs']> = {}): FunctionProps['needs'] {
  return {
    npmDependencies: ['hono@^4.0.0', '@cf-wasm/photon'],
    envVars: ['IMAGES_BUCKET', 'SIGNING_SECRET'],
    routePath: '/api/images',
    routeExport: 'resizer',
    drizzleSchema: 'schema.ts',
    ...changes,
  };
}

/** A draft as its owner gets it. */
export function draftSample(changes: Partial<Draft> = {}): Draft {
  const { name, slug, description, category, tags, language, runtime, license, files, entrypoint } =
    functionSample();
  return {
    ...{ name, slug, description, category, tags, language, runtime, license, files, entrypoint },
    id: 'fn_0190a1b2c3d4e5f60718293a4b5c6d7e',
    author: 'alice',
    version: '1.3.0',
    status: 'draft',
    url: '/functions/alice/image-resizer',
    adminUrl: `${registryUrl}/admin/functions/fn_0190a1b2c3d4e5f60718293a4b5c6d7e`,
    warnings: [],
    readme: '',
    code: '',
    config_schema: {},
    assets: {},
    branch: 'drafts/fn_0190a1b2c3d4e5f60718293a4b5c6d7e',
    commit: COMMIT,
    source: 'cli',
    updatedAt: '2026-03-14T17:05:00.000Z',
    ...changes,
  };
}

/** A finding in a draft. */
export function diagnosticSample(changes: Partial<Diagnostic> = {}): Diagnostic {
  return {
    path: 'adapter.ts',
    line: 3,
    column: 14,
    severity: 'error',
    code: 'NOT_FOUND',
    message: 'The import "./core.ts" names no file of this function',
    ...changes,
  };
}

/** One of the viewer's own functions, as the list of them shows it. */
export function ownSample(changes: Partial<ShownOwnFunction> = {}): ShownOwnFunction {
  const { id, name, slug, version, status, source, updatedAt } = draftSample();
  const branch = { id, kind: 'draft' as const, version, status, source, updatedAt: Date.parse(updatedAt) };
  return { name, slug, branches: [branch], more: 0, ...changes };
}
