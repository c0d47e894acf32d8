import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { type Patience, retryBusy } from './retryBusy.ts';

const busy = () => new Database.SqliteError('database is locked', 'SQLITE_BUSY', 5);

function fakeClock(): Patience & { pauses: number[] } {
  let time = 0;
  const pauses: number[] = [];
  return {
    pauses,
    budget: 10_000,
    now: () => time,
    random: () => 0.5,
    wait: async (milliseconds) => {
      pauses.push(milliseconds);
      time += milliseconds;
    },
  };
}

describe('retryBusy', () => {
  it('tries again until the lock is free', async () => {
    const clock = fakeClock();
    let left = 4;
    const result = await retryBusy(() => {
      if (left-- > 0) throw busy();
      return 'done';
    }, clock);
    expect(result).toBe('done');
    expect(clock.pauses).toEqual([3.5, 6, 11, 21]);
  });

  it('tries again where a snapshot was overtaken by another writer', async () => {
    let failed = false;
    const attempt = async () => {
      if (failed) return 'done';
      failed = true;
      throw new Database.SqliteError('database is locked', 'SQLITE_BUSY_SNAPSHOT', 517);
    };
    expect(await retryBusy(attempt, fakeClock())).toBe('done');
  });

  it('gives up as BUSY with a time to come back once the budget is spent', async () => {
    const clock = fakeClock();
    const attempt = async () => {
      throw busy();
    };
    await expect(retryBusy(attempt, clock)).rejects.toMatchObject({
      code: 'BUSY',
      retryAfter: 1,
      status: 503,
    });
    expect(clock.now()).toBeGreaterThanOrEqual(10_000);
    expect(clock.now()).toBeLessThan(10_300);
  });

  it('passes every other error on at once', async () => {
    const clock = fakeClock();
    const attempt = async () => {
      throw new TypeError('a mistake');
    };
    await expect(retryBusy(attempt, clock)).rejects.toThrow(TypeError);
    expect(clock.pauses).toEqual([]);
  });
});
