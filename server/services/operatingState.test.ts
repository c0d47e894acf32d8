import { expect, test } from 'vitest';
import type { Username } from '../contract/names.ts';
import { createOperatingState } from './operatingState.ts';
import type { Stores } from './stores.ts';

const READY = async () => ({ git: '2.40.0', faults: [] });

function stateOf(parts: { git?: Partial<Stores['git']>; index?: Partial<Stores['index']> }) {
  let now = 0;
  const git = {
    diskSpace: async () => ({ free: 1, size: 2 }),
    publishedTips: async () => new Map(),
    ...parts.git,
  };
  const index = { tips: async () => new Map(), ...parts.index };
  const read = createOperatingState({ git, index, now: () => now } as unknown as Stores, READY);
  return {
    read,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

test('accounts whose repository the index does not follow are counted, once a minute', async () => {
  const published = new Map([
    ['alice' as Username, 'a1'],
    ['bob' as Username, 'b1'],
    ['carol' as Username, 'c1'],
  ]);
  const { read, pass } = stateOf({
    git: { publishedTips: (async () => new Map(published)) as never },
    index: {
      tips: (async () =>
        new Map([
          ['alice', 'a1'],
          ['bob', 'b0'],
        ])) as never,
    },
  });
  expect((await read()).accountsBehind).toBe(2);
  published.delete('carol' as Username);
  pass(59_999);
  expect((await read()).accountsBehind).toBe(2);
  pass(1);
  expect((await read()).accountsBehind).toBe(1);
});

test('what cannot be told is left out, and the rest is told', async () => {
  const failing = async () => {
    throw new Error('gone');
  };
  const { read } = stateOf({ git: { diskSpace: failing, publishedTips: failing } });
  expect(await read()).toEqual({ git: '2.40.0', faults: [], disk: undefined, accountsBehind: undefined });
});
