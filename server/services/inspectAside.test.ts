import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { ROOT } from '../../fixtures/processes.ts';
import { tempDir } from '../../fixtures/tempDir.ts';
import { contentWith } from '../domain/checks/findings.testing.ts';
import { inspect } from '../domain/inspect.ts';
import { createInspectAside } from './inspectAside.ts';
import { createInspectionThreads } from './inspectionThreads.ts';

const BUILT = pathToFileURL(join(ROOT, 'dist/inspectionThread.js'));
const small = contentWith({ 'index.ts': 'eval(a);' });
const large = contentWith({
  'index.ts': `eval(a);\n${'// long\n'.repeat(10_000)}`,
  'b.ts': 'process.env.X;',
});
/** Each level is tried as a cast and as a generic arrow function, with all levels in it. */
const slow = contentWith({ 'index.ts': `x=${'<a>(b='.repeat(60)}c${')'.repeat(60)}` });

/** A thread of one's own making; `answer` is the body of its listener. */
function thread(answer: string): URL {
  const file = join(tempDir(), 'thread.mjs');
  const program = `import { parentPort } from 'node:worker_threads';
    let asked = 0;
    parentPort.on('message', (content) => { asked += 1; ${answer} });`;
  writeFileSync(file, program);
  return pathToFileURL(file);
}

test('the built thread finds what is found here, and keeps the content of the asker whole', async () => {
  const inspectInThread = createInspectionThreads(BUILT, {});
  for (const content of [small, large, slow, small])
    expect(await inspectInThread(content, 'alice')).toEqual(inspect(content));
  expect(large.files.get('b.ts' as never)?.toString()).toBe('process.env.X;');
  expect(readdirSync(join(ROOT, 'dist'))).toContain('inspectionThread.js');
});

test('what is small and quick needs no thread; what is large, or takes long, does', async () => {
  const marked = { diagnostics: [], compilable: true };
  const inspectAside = createInspectAside(thread(`parentPort.postMessage(${JSON.stringify(marked)});`));
  expect(await inspectAside(small, 'alice')).toEqual(inspect(small));
  expect(await inspectAside(large, 'alice')).toEqual(marked);
  expect(await inspectAside(slow, 'alice')).toEqual(marked);
  const many = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`${at}.ts`, ' '.repeat(60_000)]));
  expect(await inspectAside(contentWith(many), 'alice')).toEqual(marked);
});

test.each([
  ['takes too long', 'for (;;);', 3_000],
  [
    'takes too much memory',
    'const all = []; for (;;) all.push(new Array(1_000_000).fill({ asked }));',
    60_000,
  ],
])('a thread that %s is ended, and the largest source file named', async (_, answer, deadline) => {
  const hostile = `if (content.files.size < 3) { ${answer} } parentPort.postMessage({ asked });`;
  const inspectInThread = createInspectionThreads(thread(hostile), { deadline, most: 1, memory: 32 });
  const [first, second] = await Promise.all([
    inspectInThread(small, 'alice'),
    inspectInThread(large, 'alice'),
  ]);
  expect(first).toEqual({
    diagnostics: [expect.objectContaining({ path: 'index.ts', severity: 'error', code: 'TOO_DEEP' })],
    compilable: false,
  });
  expect(second).toEqual({ asked: 1 });
});

test('threads are used again, and no more of them at once than stated', async () => {
  const inspectInThread = createInspectionThreads(thread('parentPort.postMessage({ asked });'), { most: 1 });
  const answers = await Promise.all(
    [small, large, small].map((content) => inspectInThread(content, 'alice')),
  );
  expect(answers).toEqual([{ asked: 1 }, { asked: 2 }, { asked: 3 }]);
});

test('a fault of the thread is told as one, and the next function is inspected', async () => {
  const faulty = thread(
    'if (content.files.size < 3) throw new TypeError("at fault"); parentPort.postMessage({ asked });',
  );
  const inspectInThread = createInspectionThreads(faulty, { most: 1 });
  await expect(inspectInThread(small, 'alice')).rejects.toThrow('at fault');
  expect(await inspectInThread(large, 'alice')).toEqual({ asked: 1 });
});
