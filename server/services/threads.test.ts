import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { tempDir } from '../../fixtures/tempDir.ts';
import { createThreads } from './threads.ts';

/** A program of one's own making. */
function program(text: string): URL {
  const file = join(tempDir(), 'thread.mjs');
  writeFileSync(file, `import { parentPort } from 'node:worker_threads';\n${text}`);
  return pathToFileURL(file);
}

test('what is said on being ready is no answer, and the deadline is counted from there', async () => {
  const run = createThreads<string, string>(
    program(`
      const until = performance.now() + 300;
      while (performance.now() < until);
      parentPort.on('message', (job) => parentPort.postMessage('to ' + job));
      parentPort.postMessage('ready');`),
    { announces: true, most: 1 },
  );
  expect(await Promise.all([run('a'), run('b')])).toEqual(['to a', 'to b']);
});

test('when too many wait, the next is told at once', async () => {
  const run = createThreads<number, number>(
    program(`parentPort.on('message', (job) => parentPort.postMessage(job));`),
    { most: 1, mostWaiting: 2 },
  );
  expect(await Promise.all([run(1), run(2), run(3), run(4), run(5)])).toEqual([
    1,
    2,
    3,
    undefined,
    undefined,
  ]);
  expect(await run(6)).toBe(6);
});

test('a thread that fails on starting fails its job, and leaves room for the next', async () => {
  const run = createThreads<number, number>(program('throw new TypeError("at fault");'), {
    announces: true,
    most: 1,
  });
  await expect(run(1)).rejects.toThrow('at fault');
  await expect(run(2)).rejects.toThrow('at fault');
});
