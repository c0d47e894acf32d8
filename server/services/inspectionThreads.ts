import type { PortablePath } from '../contract/names.ts';
import { isSource } from '../domain/entrypoint.ts';
import type { FunctionContent } from '../domain/functionTree.ts';
import type { Inspected } from '../domain/inspect.ts';
import { tooSlow } from '../domain/nesting.ts';
import { createThreads, type ThreadOptions } from './threads.ts';

/**
 * Makes an inspection in threads. One that takes too long, or too much memory, is ended with its thread, and the
 * largest source file is named.
 */
export function createInspectionThreads(
  thread: URL,
  options: ThreadOptions,
): (content: FunctionContent) => Promise<Inspected> {
  const inspectInThread = createThreads<FunctionContent, Inspected>(thread, options);
  return async (content) => {
    const files = copied(content);
    const buffers = [...files.values()].map(({ buffer }) => buffer);
    const inspected = await inspectInThread({ ...content, files }, buffers);
    return inspected ?? { diagnostics: [tooSlow(largest(content))], compilable: false };
  };
}

/** A view into a larger buffer would be sent with all of it. */
function copied({ files }: FunctionContent): Map<PortablePath, Uint8Array<ArrayBuffer>> {
  return new Map([...files].map(([path, content]) => [path, new Uint8Array(content)]));
}

function largest({ files }: FunctionContent): string {
  const sources = [...files].filter(([path]) => isSource(path));
  return sources.sort(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? '';
}
