import type { FunctionAnswer, Versions } from '../../server/contract/answers.ts';
import type { ExportLine } from '../parts/exportList.tsx';
import type { ListedFile } from '../parts/fileList.tsx';
import type { Needs } from '../parts/requirements.tsx';

/** What pages say of a version in general, its texts aside. */
export type FunctionSummary = Omit<
  FunctionAnswer['function'],
  'id' | 'status' | 'url' | 'readme' | 'entrypoint' | 'code' | 'files' | 'config_schema' | 'clone_url'
>;

/** What the page of a version shows, the README aside. */
export interface ShownFunction {
  fn: FunctionSummary;
  /** All of them, highest first. */
  versions: Versions['versions'];
  /** What was taken down of it, highest first. */
  takenDown?: Versions['takenDown'];
  needs: Needs;
  /** What the entrypoint exports. */
  exports: readonly ExportLine[];
  /** Every file, by path. */
  files: readonly ListedFile[];
  entrypoint: string;
  /** The function of another account whose name this one's looks like. */
  mistakenFor?: { author: string; slug: string } | undefined;
}
