import type { SizeReport } from '../contract/answers.ts';
import type { FunctionFiles } from './gitObjects.ts';

const LARGEST = 5;

/** How large a function is, with its five largest files, largest first; sizes in bytes. */
export function sizeReport(files: FunctionFiles): SizeReport {
  const sizes = [...files].map(([path, content]) => ({ path, bytes: content.length }));
  const bytes = sizes.reduce((sum, each) => sum + each.bytes, 0);
  const largest = sizes.sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1)).slice(0, LARGEST);
  return { files: sizes.length, bytes, largest };
}
