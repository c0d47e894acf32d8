import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const TEMPLATES = ['function', 'route', 'adapter'] as const;
/** A kind of function to start from. */
export type TemplateName = (typeof TEMPLATES)[number];

/** What each template is, as people read it when they choose. */
export const TEMPLATE_LABELS: Readonly<Record<TemplateName, string>> = {
  function: 'A function that other code calls',
  route: 'A Hono route that an app mounts',
  adapter: 'Logic, table and route apart, so that each can be exchanged (Universal Adapter)',
};

/** The texts of a template by path, read from the folder that the build made. */
export async function readTemplate(
  builtFiles: URL,
  template: TemplateName,
  language: 'typescript' | 'javascript',
): Promise<Map<string, string>> {
  const name = template === 'function' ? `function-${language}` : template;
  const folder = fileURLToPath(new URL(`templates/${name}/`, builtFiles));
  const files = new Map<string, string>();
  for (const path of (await readdir(folder)).sort())
    files.set(path, await readFile(join(folder, path), 'utf8'));
  return files;
}
