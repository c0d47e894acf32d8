import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TemplateName } from './templates.ts';

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
