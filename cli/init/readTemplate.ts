import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type TemplateName, templateFolder } from '../../server/contract/templates.ts';

/** The texts of a template by path, read from the folder that the build made. */
export async function readTemplate(
  builtFiles: URL,
  template: TemplateName,
  language: 'typescript' | 'javascript',
): Promise<Map<string, string>> {
  const folder = fileURLToPath(new URL(`templates/${templateFolder(template, language)}/`, builtFiles));
  const files = new Map<string, string>();
  for (const path of (await readdir(folder)).sort())
    files.set(path, await readFile(join(folder, path), 'utf8'));
  return files;
}
