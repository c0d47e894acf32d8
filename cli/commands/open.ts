import { spawn } from 'node:child_process';
import { isFunctionId, parseFunctionSpec } from '../../server/contract/names.ts';
import { shown } from '../../server/contract/shown.ts';
import type { CliContext } from '../context.ts';
import { createOutput, type Output } from '../output.ts';
import { findProject } from '../project.ts';
import { openPublicSession, openSession } from '../session.ts';

/** The program that opens a URL, by platform; on all others xdg-open. None of them is a shell. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** Prints where a draft of one's own is edited, or a published function is shown; opens it only on a terminal. */
export async function open(
  name: string,
  options: { print?: boolean | undefined },
  context: CliContext,
): Promise<void> {
  const output = createOutput(context);
  const url = isFunctionId(name) ? await adminUrlOf(name, context, output) : await hubUrlOf(name, context);
  output.data(shown(url));
  const { flags, isTTY } = context;
  const opens = isTTY.stdout && !options.print && !flags.json && !flags.dryRun;
  const opened = opens && (await openInBrowser(url, context.env));
  if (opens && !opened) output.warn('No browser could be started; open the address yourself.');
  output.json({ url, opened });
}

/** Made from the registry's own address: a path that an answer names is not one to open. */
async function adminUrlOf(id: string, context: CliContext, output: Output): Promise<string> {
  const { client, registry } = await openSession(context, await findProject(context.cwd), output);
  await client.getDraft({ params: { id } });
  return `${registry.url}/admin/functions/${id}`;
}

async function hubUrlOf(name: string, context: CliContext): Promise<string> {
  const { author, slug, range } = parseFunctionSpec(name);
  const { client, registry } = await openPublicSession(context, await findProject(context.cwd));
  const username = author ?? (await client.installUnscoped({ params: { slug } })).author;
  const { function: found } = await client.getFunction({
    params: { username, slug },
    query: { version: range },
  });
  const path = `/functions/${encodeURIComponent(username)}/${slug}`;
  return `${registry.url}${path}${range === undefined ? '' : `?version=${encodeURIComponent(found.version)}`}`;
}

/** Whether the program that opens URLs could be started; whether it shows the page, it does not tell. */
function openInBrowser(url: string, env: CliContext['env']): Promise<boolean> {
  const [program, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  return new Promise((resolve) => {
    const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true, env: { ...env } });
    child.on('error', () => resolve(false));
    child.on('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
