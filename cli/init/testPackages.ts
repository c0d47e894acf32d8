import type { TemplateName } from '../../server/contract/templates.ts';

/** The npm packages that the test of each template needs. */
export const TEST_PACKAGES: Readonly<Record<TemplateName, readonly string[]>> = {
  function: ['vitest'],
  route: ['vitest'],
  adapter: ['vitest', 'libsql'],
};
