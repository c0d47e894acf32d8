import * as esbuild from 'esbuild';
import type { RunBuild } from '../../server/domain/compile.ts';

/** Runs a build in esbuild's process; `undefined` where the code ended that process. */
export const buildLocally: RunBuild = async (options) => {
  try {
    return await esbuild.build(options);
  } catch (error) {
    // A failed build lists its errors; a process that died has no code to tell it by.
    if (Array.isArray((error as Partial<esbuild.BuildFailure>).errors)) throw error;
    await esbuild.stop();
    return undefined;
  }
};
