import { lstat, mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { isRegistryError, RegistryError } from '../../server/contract/errors.ts';
import {
  isFunctionId,
  type PortablePath,
  parseFunctionSpec,
  parseSlug,
  quote,
  type Slug,
} from '../../server/contract/names.ts';
import { assertNoCollisions, parsePortablePath } from '../../server/contract/portablePath.ts';
import { decodeAsset, encodeText } from '../../server/domain/fileContent.ts';
import type { FunctionFiles } from '../../server/domain/gitObjects.ts';
import type { CliContext } from '../context.ts';
import { counted } from '../counted.ts';
import { fetchFunction } from '../install/fetchFunction.ts';
import { interruptible } from '../interruptible.ts';
import { createOutput, type Output } from '../output.ts';
import { findProject } from '../project.ts';
import { replaceFile } from '../replaceFile.ts';
import { openPublicSession, openSession } from '../session.ts';

interface Pulled {
  readonly slug: Slug;
  readonly files: FunctionFiles;
}

/** Writes the files of a draft of one's own, or of a published version, into a folder. */
export async function pull(
  name: string,
  dir: string | undefined,
  options: { force?: boolean | undefined },
  context: CliContext,
): Promise<void> {
  const output = createOutput(context);
  const { slug, files } = isFunctionId(name)
    ? await ofDraft(name, context, output)
    : await ofVersion(name, context);
  const folder = resolve(context.cwd, dir ?? slug);
  await assertFolder(folder);
  const changed = await changedFiles(folder, files, options.force === true);
  if (!context.flags.dryRun) {
    await interruptible(context, async (signal) => {
      for (const [path, content] of changed) {
        signal.throwIfAborted();
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await replaceFile(join(folder, path), content, 0o644);
      }
    });
  }
  for (const path of changed.keys()) output.data(join(relative(context.cwd, folder), path));
  const verb = context.flags.dryRun ? 'Would write' : 'Wrote';
  output.say(`${verb} ${counted(changed.size, 'file')}; ${files.size - changed.size} were there already.`);
  output.json({ folder, written: [...changed.keys()], files: [...files.keys()] });
}

async function ofVersion(name: string, context: CliContext): Promise<Pulled> {
  const { client } = await openPublicSession(context, await findProject(context.cwd));
  const { manifest, files } = await fetchFunction(client, parseFunctionSpec(name), { count: false });
  return { slug: manifest.slug, files };
}

async function ofDraft(id: string, context: CliContext, output: Output): Promise<Pulled> {
  const { client } = await openSession(context, await findProject(context.cwd), output);
  const draft = await client.getDraft({ params: { id } });
  try {
    const files = new Map<PortablePath, Uint8Array>();
    for (const [name, text] of Object.entries(draft.files)) {
      const path = parsePortablePath(name);
      files.set(path, encodeText(path, text));
    }
    for (const [name, base64] of Object.entries(draft.assets)) {
      const path = parsePortablePath(name);
      files.set(path, decodeAsset(path, base64));
    }
    assertNoCollisions(files.keys());
    return { slug: parseSlug(draft.slug), files };
  } catch (cause) {
    if (!isRegistryError(cause)) throw cause;
    throw new RegistryError('UNSAFE_MANIFEST', `The draft is not safe to write: ${cause.message}`, { cause });
  }
}

/** The files that are not there yet; throws `LOCAL_CHANGES` where one differs, unless forced, and `UNSAFE_TARGET` at links. */
async function changedFiles(
  folder: string,
  files: FunctionFiles,
  force: boolean,
): Promise<Map<PortablePath, Uint8Array>> {
  const changed = new Map<PortablePath, Uint8Array>();
  const differing: PortablePath[] = [];
  for (const [path, content] of files) {
    await assertRealParents(folder, path);
    const present = await readFile(join(folder, path)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw new RegistryError('LOCAL_CHANGES', `${path} cannot be replaced (${error.code})`, {
        cause: error,
      });
    });
    if (present && Buffer.compare(present, content) === 0) continue;
    if (present) differing.push(path);
    changed.set(path, content);
  }
  if (differing.length === 0 || force) return changed;
  const what = differing.length === 1 ? 'A file differs' : `${differing.length} files differ`;
  throw new RegistryError('LOCAL_CHANGES', `${what} from what the registry has`, {
    details: differing.map((path) => ({ path, message: 'differs' })),
  });
}

async function assertFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found && !found.isDirectory()) throw new RegistryError('USAGE', `${quote(folder)} is not a folder`);
}

/** The folder itself may be a link of the user's own; below it, nothing leads elsewhere. */
async function assertRealParents(folder: string, path: PortablePath): Promise<void> {
  const segments = path.split('/');
  for (let depth = 1; depth <= segments.length; depth += 1) {
    const part = segments.slice(0, depth).join('/');
    const found = await lstat(join(folder, part)).catch(() => undefined);
    if (found?.isSymbolicLink()) throw new RegistryError('UNSAFE_TARGET', `${part} is a symbolic link`);
    if (found && depth < segments.length && !found.isDirectory()) {
      throw new RegistryError('LOCAL_CHANGES', `${part} is a file where a folder is needed`);
    }
  }
}
