import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeContext, type Replaced } from './fixtures/testContext.ts';
import { createProgress } from './progress.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const TERMINAL = { stdin: true, stdout: true, stderr: true };

function progressOf(more: Replaced & { flags?: object } = {}) {
  const { flags = {}, ...replaced } = more;
  const context = {
    ...makeContext('/nowhere', { isTTY: TERMINAL, now: () => Date.now(), ...replaced }),
    flags,
  };
  return { progress: createProgress(context, () => 'Working'), written: context.err };
}

it('appears after half a second, moves, and leaves nothing behind', () => {
  const { progress, written } = progressOf();
  progress.begin();
  vi.advanceTimersByTime(499);
  expect(written()).toBe('');
  vi.advanceTimersByTime(101);
  expect(written()).toBe('\r\u001b[K- Working\r\u001b[K\\ Working');
  progress.end();
  vi.advanceTimersByTime(10_000);
  expect(written()).toBe('\r\u001b[K- Working\r\u001b[K\\ Working\r\u001b[K');
});

it('writes nothing for quick work', () => {
  const { progress, written } = progressOf();
  progress.begin();
  vi.advanceTimersByTime(400);
  progress.end();
  vi.advanceTimersByTime(10_000);
  expect(written()).toBe('');
});

it('counts the half second from the first work of the command, so that many quick pieces show', () => {
  const { progress, written } = progressOf();
  for (let piece = 0; piece < 6; piece += 1) {
    progress.begin();
    vi.advanceTimersByTime(100);
    progress.end();
  }
  expect(written()).toContain('Working');
  expect(written()).toMatch(/\r\u001b\[K$/);
});

it('stays while one of two pieces of work goes on', () => {
  const { progress, written } = progressOf();
  progress.begin();
  progress.begin();
  vi.advanceTimersByTime(600);
  progress.end();
  expect(written()).toMatch(/Working$/);
  progress.end();
  expect(written()).toMatch(/\r\u001b\[K$/);
});

it.each([
  [{ isTTY: { stdin: true, stdout: true, stderr: false } }],
  [{ flags: { quiet: true } }],
  [{ env: { TERM: 'dumb' } }],
])('writes nothing in a pipe, under --quiet, and on a dumb terminal: %j', (more) => {
  const { progress, written } = progressOf(more);
  progress.begin();
  vi.advanceTimersByTime(10_000);
  progress.clear();
  progress.end();
  expect(written()).toBe('');
});
