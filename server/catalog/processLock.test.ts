import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withProcessLock } from './processLock.ts';
import { temporaryFolder } from './temporaryFolder.testing.ts';

describe('withProcessLock', () => {
  it('runs one piece of work after the other', async () => {
    const file = join(temporaryFolder(), 'a.lock');
    let inside = 0;
    const work = async () => {
      inside++;
      await new Promise(setImmediate);
      expect(inside).toBe(1);
      inside--;
      return 'done';
    };
    expect(await Promise.all([1, 2, 3].map(() => withProcessLock(file, work)))).toEqual([
      'done',
      'done',
      'done',
    ]);
  });

  it('is free again after work that throws', async () => {
    const file = join(temporaryFolder(), 'a.lock');
    const failing = withProcessLock(file, async () => {
      throw new RangeError('failed');
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(await withProcessLock(file, async () => 'next')).toBe('next');
  });
});
