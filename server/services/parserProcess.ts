import * as esbuild from 'esbuild';
import type { RunBuild } from '../domain/compile.ts';

/** How long a build may take, in milliseconds, before it counts as one that never ends. */
const DEADLINE = 5_000;

/**
 * Makes the runner of builds in esbuild's process, where one that ends the process harms none of the others. Code can be made so that esbuild's process runs out of stack, or takes minutes; either way the
 * process is ended, with every build that runs in it. Those are then run again one at a time, which shows the culprit.
 */
export function createRunBuild(deadline = DEADLINE): RunBuild {
  let alone: Promise<unknown> = Promise.resolve();
  let process = newProcess();
  const running = new Set<Promise<unknown>>();

  const end = async () => {
    const { ended } = process;
    process = newProcess();
    await esbuild.stop();
    ended();
  };

  /** One build; `undefined` where the process ended. The next build starts a new one. */
  const buildOnce = async (options: esbuild.BuildOptions) => {
    const timer = setTimeout(end, deadline);
    try {
      // Builds of a process that is stopped, rather than dying, are never settled.
      return await Promise.race([esbuild.build(options), process.end]);
    } catch (error) {
      // A failed build lists its errors; a process that died has no code to tell it by.
      if (Array.isArray((error as esbuild.BuildFailure).errors)) throw error;
      await end();
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  };

  const inTurn = async (options: esbuild.BuildOptions) => {
    await Promise.allSettled(running);
    return buildOnce(options);
  };

  return async (options) => {
    await alone;
    const build = buildOnce(options);
    running.add(build);
    const result = await build.finally(() => running.delete(build));
    if (result) return result;
    const turn = alone.then(() => inTurn(options));
    alone = turn.catch(() => {});
    return turn;
  };
}

function newProcess(): { end: Promise<undefined>; ended: () => void } {
  let ended = () => {};
  const end = new Promise<undefined>((resolve) => {
    ended = () => resolve(undefined);
  });
  return { end, ended };
}
