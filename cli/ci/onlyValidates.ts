import { quote } from '../../server/contract/names.ts';
import type { Pipeline } from './pipeline.ts';

/**
 * Why a job must not change what the registry has, in a sentence; nothing where it may. What is only proposed never
 * does; a branch does that is the default one, or `branch`, or where `publish` asks for it.
 */
export function onlyValidates(
  { tag, branch, defaultBranch, proposal }: Pipeline,
  asked: { readonly publish: boolean; readonly branch: string | undefined },
): string | undefined {
  if (proposal) return `This job is for a ${proposal}: it only validates, and sends nothing.`;
  const sending = asked.branch ?? defaultBranch;
  if (tag !== undefined || branch === undefined || sending === undefined || branch === sending)
    return undefined;
  if (asked.publish && asked.branch === undefined) return undefined;
  return `This job is for the branch ${quote(branch)}, not for ${quote(sending)}: it only validates, and sends nothing. --branch ${/^[\w./-]+$/.test(branch) ? branch : 'NAME'} makes it send.`;
}
