import { parseConfig } from '../../server/config.ts';
import type { CliContext } from '../context.ts';
import { createOutput } from '../output.ts';

/** The address of a page of the registry that is served from here; warns where that is a guess. */
export function linkAddress(path: string, context: CliContext): string {
  const { publicUrl, host, port } = parseConfig(context.env, {});
  if (publicUrl !== undefined) return `${publicUrl}${path}`;
  const guess = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  createOutput(context).warn(
    `PUBLIC_URL is not set, so the link leads to ${guess}: put what people reach the registry by in its place.`,
  );
  return `${guess}${path}`;
}
