/** The names of the templates. */
export const TEMPLATES = ['function', 'route', 'adapter'] as const;
/** A kind of function to start from. */
export type TemplateName = (typeof TEMPLATES)[number];

/** What each template is, as people read it when they choose. */
export const TEMPLATE_LABELS: Readonly<Record<TemplateName, string>> = {
  function: 'A function that other code calls',
  route: 'A Hono route that an app mounts',
  adapter: 'Logic, table and route apart, so that each can be exchanged (Universal Adapter)',
};

/** The npm packages that the test of each template needs. */
export const TEST_PACKAGES: Readonly<Record<TemplateName, readonly string[]>> = {
  function: ['vitest'],
  route: ['vitest'],
  adapter: ['vitest', 'libsql'],
};
