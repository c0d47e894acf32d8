const FRAMEWORKS =
  /^(?:hono|express|fastify|koa|@koa\/router|next|itty-router|elysia|@hono\/[^/]+|@fastify\/[^/]+|h3|nitropack|@nestjs\/[^/]+|@hapi\/hapi|polka|restify|@remix-run\/[^/]+|react-router|@sveltejs\/kit|astro|@trpc\/server|@oak\/oak)$/;
/** What they are good for in a core is types: `D1Database`, `ExecutionContext`. */
const PLATFORM_TYPES = /^@cloudflare\/workers-types$/;

/** Whether an import ties code to a web framework, or to a platform's own modules. */
export function isOfFramework(name: string | undefined, specifier: string, typeOnly: boolean): boolean {
  if (specifier.startsWith('cloudflare:')) return !typeOnly;
  if (name === undefined) return false;
  return PLATFORM_TYPES.test(name) ? !typeOnly : FRAMEWORKS.test(name);
}
