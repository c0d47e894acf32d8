import { describe, expect, it } from 'vitest';
import { findingsOf } from './findings.testing.ts';

describe('environment variables', () => {
  it.each([
    ['of the process', 'process.env.API_KEY;', '1:1'],
    ['by a text', "f(process.env['API_KEY']);", '1:3'],
    ['by a template', 'process.env[`API_KEY`];', '1:1'],
    ['optional', 'globalThis.process?.env?.API_KEY;', '1:1'],
    ['asserted', '(process.env as Env).API_KEY!;', '1:1'],
    ['destructured', 'const { NODE_ENV, API_KEY: key = 1 } = process.env;', '1:19'],
    ['destructured from nested', 'export const f = ({ env: { API_KEY } }: C) => API_KEY;', '1:28'],
    ['assigned by a pattern', 'let API_KEY; ({ API_KEY } = process.env);', '1:17'],
    ['under another name', 'const settings = process.env;\nsettings.API_KEY;', '2:1'],
    ['with a fallback', 'const settings = process.env ?? {};\nsettings.API_KEY;', '2:1'],
    ['as a default', 'const f = (given = process.env) => given.API_KEY;', '1:36'],
    ['imported', "import { env as e } from 'node:process';\ne.API_KEY;", '2:1'],
    ['of a worker', 'export default { fetch: (r, env) => env.API_KEY };', '1:37'],
    ['of a context', 'app.get("/", (c) => c.env.API_KEY.trim());', '1:21'],
    ['of another context', 'f(ctx.env.API_KEY);', '1:3'],
    ['of an object', 'class A { f() { return this.env.API_KEY; } }', '1:24'],
    ['of hono/adapter', 'const { API_KEY } = env(c);', '1:9'],
    ['of Deno', "Deno.env.get('API_KEY');", '1:1'],
    ['of Bun', 'Bun.env.API_KEY;', '1:1'],
    ['of a bundler', 'import.meta.env.API_KEY;', '1:1'],
    ['looked for', "if ('API_KEY' in process.env) {}", '1:5'],
  ])('that are read and not declared are found: %s', (_, code, place) => {
    expect(findingsOf({ 'index.ts': code })).toEqual([`index.ts:${place} ENV_VAR_UNDECLARED`]);
    expect(findingsOf({ 'index.ts': code }, { envVars: ['API_KEY'] })).toEqual([]);
  });

  it.each([
    'process.env.NODE_ENV; import.meta.env.DEV; import.meta.env.MODE;',
    'env.name; c.env.get("X"); options.env.path;',
    'process.env.DEBUG = "1"; delete process.env.TOKEN;',
    'await env.DB.prepare("x").all(); c.env.BUCKET.put("a", b); drizzle(c.env.D1);',
    'interface Env { DB: D1Database; CACHE: KVNamespace } const f = (env: Env) => [g(env.DB), g(env.CACHE)];',
    'const API = "process.env.API"; // process.env.SECRET',
  ])('are not: %s', (code) => {
    expect(findingsOf({ 'index.ts': code })).toEqual([]);
  });

  it('are told once for each file, and never of tests', () => {
    const files = {
      'index.ts': "import './other';\nprocess.env.A; process.env.B; process.env.A;",
      'other.ts': 'process.env.A;',
      'index.test.ts': 'process.env.C;',
    };
    expect(findingsOf(files, { include: ['*.test.ts'] })).toEqual([
      'index.ts:2:1 ENV_VAR_UNDECLARED',
      'index.ts:2:16 ENV_VAR_UNDECLARED',
      'other.ts:1:1 ENV_VAR_UNDECLARED',
    ]);
  });

  it('that nothing reads are found where they are declared', () => {
    const files = { 'index.ts': 'process.env.A;', 'README.md': 'Set `B`.\n' };
    expect(findingsOf(files, { envVars: ['A', 'B'] })).toEqual(['aerostack.json:8:5 ENV_VAR_UNUSED']);
  });

  it.each([
    ['a schema names them', 'settings.parse(c.env); const settings = z.object({ B: z.string() });', ''],
    ['a type names them', 'interface Env { B: string }', ''],
    ['a text names them', "required('B');", ''],
    ['names are only known at run time', 'process.env[name];', ''],
    ['the environment is handed on as a whole', 'parse(process.env);', ''],
    ['the example of the README reads them', '', '```ts\nf({ key: c.env.B });\n```\n'],
  ])('are not called unused where %s', (_, code, readme) => {
    const files = { 'index.ts': code, 'README.md': readme };
    expect(findingsOf(files, { envVars: ['B'] })).toEqual([]);
  });
});
