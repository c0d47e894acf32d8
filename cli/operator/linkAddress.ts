import { parseConfig } from '../../server/config.ts';
import type { CliContext } from '../context.ts';
import { createOutput } from '../output.ts';

/** The address of a page of the registry that is served from here; warns where that is a guess. */
export function linkAddress(path: string, context: CliContext): string {
  const { publicUrl, host, port } = parseConfig(context.env, {});
  if (publicUrl === undefined)
    createOutput(context).warn('PUBLIC_URL is not set: the link leads to where `aerostack serve` listens.');
  return `${publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`}${path}`;
}
