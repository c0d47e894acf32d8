import { lstat, mkdir, readFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { RegistryError } from '../../server/contract/errors.ts';
import { quote } from '../../server/contract/names.ts';
import { replaceFile } from '../replaceFile.ts';
import { type Service, WORKFLOW_FILES } from './workflowParts.ts';

/** Reads a file of a repository; nothing where there is none. Throws `UNSAFE_TARGET` where a link leads to it. */
export async function readWorkflow(root: string, file: string): Promise<string | undefined> {
  const segments = file.split('/');
  for (const depth of segments.keys()) {
    const path = join(root, ...segments.slice(0, depth + 1));
    const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (!found) return undefined;
    const isLast = depth === segments.length - 1;
    if (isLast ? !found.isFile() : !found.isDirectory()) {
      const wanted = isLast ? 'a file' : 'a folder';
      throw new RegistryError('UNSAFE_TARGET', `${quote(path)} is not ${wanted} of the repository`, {
        hint: `Replace it by ${wanted}.`,
      });
    }
  }
  const bytes = await readFile(join(root, file));
  const text = bytes.toString('utf8');
  if (!Buffer.from(text).equals(bytes))
    throw new RegistryError('PROJECT_FILE', `${quote(file)} is not UTF-8 text`);
  return text;
}

/** Writes it as a whole, with its folders. */
export async function writeWorkflow(root: string, file: string, text: string): Promise<void> {
  await mkdir(join(root, dirname(file)), { recursive: true });
  await replaceFile(join(root, file), Buffer.from(text), 0o644);
}

/** Parses the path of a file inside a repository that the service would run; throws `USAGE`. */
export function parseWorkflowPath(text: string, service: Service): string {
  const path = posix.normalize(text.replaceAll('\\', '/'));
  if (!/\.ya?ml$/.test(path) || posix.isAbsolute(path) || path.startsWith('../')) {
    throw new RegistryError('USAGE', `${quote(text)} is not the path of a YAML file in the repository`, {
      hint: `Give it as ${WORKFLOW_FILES[service]}, from the root of the repository.`,
    });
  }
  const folder = posix.dirname(WORKFLOW_FILES.github);
  if (service === 'gitlab' || posix.dirname(path) === folder) return path;
  throw new RegistryError('USAGE', `GitHub runs no workflow at ${quote(text)}`, {
    hint: `Workflows are the files in ${folder}: name one as ${folder}/${posix.basename(path)}.`,
  });
}

const RESERVED: ReadonlySet<string> = new Set([
  ...['after_script', 'before_script', 'cache', 'default', 'image', 'include', 'pages', 'services', 'spec'],
  ...['stages', 'types', 'variables', 'workflow', 'true', 'false', 'nil', 'null'],
]);

/** Parses the name of a job, such as both services take; throws `USAGE`. */
export function parseJobName(text: string): string {
  if (/^[A-Za-z_][A-Za-z0-9_-]{0,99}$/.test(text) && !RESERVED.has(text)) return text;
  throw new RegistryError('USAGE', `${quote(text)} cannot be the name of a job`, {
    hint: 'Use letters, digits, - and _, beginning with a letter, and no name that has a meaning of its own.',
  });
}
