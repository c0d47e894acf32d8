import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { isInterruption } from './exitCodes.ts';
import { interruptible } from './interruptible.ts';

it('gives the result of work that nobody interrupts, and stops listening', async () => {
  const signals = new EventEmitter();
  expect(await interruptible({ signals }, async () => 'done')).toBe('done');
  expect(signals.eventNames()).toEqual([]);
});

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('on %s lets the work undo itself, and then fails', async (name) => {
  const signals = new EventEmitter();
  const steps: string[] = [];
  const work = async (signal: AbortSignal) => {
    try {
      signals.emit(name);
      signal.throwIfAborted();
      steps.push('went on');
    } finally {
      steps.push('undone');
    }
  };
  const error = await interruptible({ signals }, work).catch((thrown) => thrown);
  expect(isInterruption(error)).toBe(true);
  expect(steps).toEqual(['undone']);
  expect(signals.eventNames()).toEqual([]);
});

it('fails as well where the work came to its end', async () => {
  const signals = new EventEmitter();
  const error = await interruptible({ signals }, async () => signals.emit('SIGINT')).catch(
    (thrown) => thrown,
  );
  expect(isInterruption(error)).toBe(true);
});
