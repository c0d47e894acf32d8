import { expect, test, vi } from 'vitest';
import { soon } from './soon.ts';

test('what is there in time is given, or thrown, as it is', async () => {
  expect(await soon(Promise.resolve([]), 60_000)).toEqual([]);
  await expect(soon(Promise.reject(new TypeError('at fault')), 60_000)).rejects.toThrow('at fault');
});

test('what takes longer is not waited for, and may fail later', async () => {
  vi.useFakeTimers();
  try {
    let fail: (error: Error) => void = () => {};
    const late = soon(new Promise((_, reject) => (fail = reject)), 1_000);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await late).toBeUndefined();
    fail(new Error('nobody waits for this'));
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});
