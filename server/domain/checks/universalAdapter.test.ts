import { describe, expect, it } from 'vitest';
import { findingsOf } from './findings.testing.ts';

const TABLE = "import { integer, pgTable, text } from 'drizzle-orm/pg-core';\n";
const DEPENDENCIES = { npmDependencies: ['hono', 'drizzle-orm', '@cloudflare/workers-types'] };

/** Findings, but for packages: they are another rule's. */
const findings = (files: Record<string, string>) => {
  const all = {
    'index.ts': Object.keys(files)
      .map((path) => `import './${path}';`)
      .join('\n'),
    ...files,
  };
  return findingsOf(all, DEPENDENCIES).filter((found) => !/DEPENDENCY|ENV_VAR/.test(found));
};

describe('core', () => {
  it.each([
    "import { Hono } from 'hono';",
    "import type { Context } from 'hono';",
    "import { html } from 'hono/html';",
    "import express from 'express';",
    "import fastify from 'fastify';",
    "import Koa from 'koa';",
    "import { NextResponse } from 'next/server';",
    "import { Router } from 'itty-router';",
    "import { Elysia } from 'elysia';",
    "import { caches } from '@cloudflare/workers-types';",
    "import { WorkerEntrypoint } from 'cloudflare:workers';",
    "await import('hono');",
  ])('is told not to know a framework: %s', (code) => {
    expect(findings({ 'core.ts': code })).toEqual([expect.stringMatching(/^core\.ts:1:\d+ CORE_FRAMEWORK$/)]);
    expect(findings({ 'src/core.ts': code })).toEqual([
      expect.stringMatching(/^src\/core\.ts:1:\d+ CORE_FRAMEWORK$/),
    ]);
    expect(findings({ 'route.ts': code })).toEqual([]);
  });

  it.each([
    'export const f = (c) => process.env.A;',
    'export const f = (c) => Deno.env.get("A");',
    'export const f = (c) => import.meta.env.A;',
    "import { env } from 'node:process';",
    'const { env } = process;',
  ])('is told not to read the environment: %s', (code) => {
    expect(findings({ 'core.ts': code })).toEqual([
      expect.stringMatching(/^core\.ts:1:\d+ CORE_ENVIRONMENT$/),
    ]);
  });

  it('is told so of what it imports, too', () => {
    const files = {
      'core.ts': "import './lib/http';\nexport const f = (context) => context.env.A;",
      'lib/http.ts': "import { Hono } from 'hono';\nprocess.env.A;",
    };
    expect(findings(files)).toEqual(['lib/http.ts:1:22 CORE_FRAMEWORK', 'lib/http.ts:2:1 CORE_ENVIRONMENT']);
  });

  it('is told to be handed a context by each function it exports', () => {
    const code = [
      'export function one() {}',
      'export const two = async () => {};',
      'const three = function () {};',
      'export { three };',
      'export default () => {};',
      'export const fine = (context) => inner();',
      'const inner = () => 1;',
      'export const LIMIT = 3;',
      'export class Fine { method() {} }',
    ].join('\n');
    expect(findings({ 'core.ts': code })).toEqual([
      'core.ts:1:17 CORE_CONTEXT',
      'core.ts:2:14 CORE_CONTEXT',
      'core.ts:3:7 CORE_CONTEXT',
      'core.ts:5:16 CORE_CONTEXT',
    ]);
  });

  it('is told not to import the adapter, whose own imports are then no further fault', () => {
    const files = {
      'core.ts': "import { a } from './adapter';\nexport const f = (c) => a;",
      'adapter.ts': "import { f } from './core';\nimport { Hono } from 'hono';\nexport const a = f;",
    };
    expect(findings(files)).toEqual(['core.ts:1:19 CORE_FRAMEWORK']);
  });

  it('may know types of the platform, and tables', () => {
    const code =
      "import type { D1Database } from '@cloudflare/workers-types';\nimport { eq } from 'drizzle-orm';";
    expect(findings({ 'core.ts': code })).toEqual([]);
  });
});

describe('schema', () => {
  it('is told of columns that are not in snake case, by their text or else by their key', () => {
    const code = [
      TABLE,
      "export const users = pgTable('users', {",
      "  id: integer('id').primaryKey(),",
      "  firstName: text('firstName').notNull().unique(),",
      "  lastName: text('last_name', { length: 10 }),",
      '  createdAt: text().notNull(),',
      '  email: text(),',
      '}, (table) => ({ byName: index("byName").on(table.firstName) }));',
    ].join('\n');
    expect(findings({ 'schema.ts': code })).toEqual([
      'schema.ts:5:19 SCHEMA_COLUMN',
      'schema.ts:7:3 SCHEMA_COLUMN',
    ]);
  });

  it.each([
    ['a callback', "export const a = pgTable('a', (t) => ({ b: t.text('camelCase') }));"],
    [
      'a callback with a body',
      "export const a = pgTable('a', function (t) { return { b: t.text('camelCase') }; });",
    ],
    [
      'shared columns',
      "const shared = { b: text('camelCase') };\nexport const a = pgTable('a', { ...shared });",
    ],
    [
      'a schema',
      "import { pgSchema } from 'drizzle-orm/pg-core';\nconst s = pgSchema('s');\nexport const a = s.table('a', { b: text('camelCase') });",
    ],
    [
      'a creator',
      "import { sqliteTableCreator } from 'drizzle-orm/sqlite-core';\nconst make = sqliteTableCreator((n) => n);\nexport const a = make('a', { b: text('camelCase') });",
    ],
    [
      'another name',
      "import { mysqlTable as make } from 'drizzle-orm/mysql-core';\nexport const a = make('a', { b: text('camelCase') });",
    ],
  ])('is told of them in %s', (_, code) => {
    expect(findings({ 'schema.ts': TABLE + code })).toEqual([expect.stringMatching(/SCHEMA_COLUMN$/)]);
  });

  it('is told to hold tables, which may stand in files that it passes on', () => {
    expect(findings({ 'schema.ts': "import { z } from 'zod';\nexport const a = z.object({});" })).toEqual([
      'schema.ts:0:0 SCHEMA_WITHOUT_TABLES',
    ]);
    const files = {
      'schema.ts': "export * from './tables/users';",
      'tables/users.ts': `${TABLE}export const users = pgTable('users', { userId: text('userId') });`,
    };
    expect(findings(files)).toEqual(['tables/users.ts:2:54 SCHEMA_COLUMN']);
  });

  it('is also the file that drizzleSchema names', () => {
    const files = { 'index.ts': '', 'db/tables.ts': 'export {};' };
    expect(findingsOf(files, { drizzleSchema: 'db/tables.ts' })).toEqual([
      'db/tables.ts:0:0 SCHEMA_WITHOUT_TABLES',
    ]);
  });
});

describe('adapter', () => {
  const core = 'export const f = (context) => 1;';
  const schema = `${TABLE}export const a = pgTable('a', { id: integer('id') });`;

  it('joins the core to a framework without a word', () => {
    const adapter =
      "import { Hono } from 'hono';\nimport { f } from './core';\nimport type { a } from './schema';\nexport const route = new Hono();";
    expect(findings({ 'core.ts': core, 'schema.ts': schema, 'adapter.ts': adapter })).toEqual([]);
  });

  it('is told to import the core, and nothing else of its own', () => {
    const files = {
      'core.ts': core,
      'schema.ts': schema,
      'lib/format.ts': '',
      'adapter.ts': "import { a } from './schema';\nimport './lib/format';",
    };
    expect(findings(files)).toEqual([
      'adapter.ts:0:0 ADAPTER_WITHOUT_CORE',
      'adapter.ts:1:19 ADAPTER_IMPORT',
      'adapter.ts:2:8 ADAPTER_IMPORT',
    ]);
  });

  it('is told to have a core where it has none, if it is an adapter of a framework at all', () => {
    expect(findings({ 'adapter.ts': "import { Hono } from 'hono';" })).toEqual([
      'adapter.ts:0:0 ADAPTER_WITHOUT_CORE',
    ]);
    expect(findings({ 'adapter.ts': 'export const usb = 1;' })).toEqual([]);
  });
});
