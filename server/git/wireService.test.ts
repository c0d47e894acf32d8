import { expect, test } from 'vitest';
import type { ServedGit } from './servedGit.ts';
import { alice, filesOf, publish, storeFixture } from './storeFixture.testing.ts';

test('one client cannot take all places, and what it leaves is free again', async () => {
  const { store } = await storeFixture();
  await publish(store, 'one', '1.0.0', filesOf({ 'index.ts': 'export {};\n' }));
  const ask = (client: string) => store.servePublic(alice, { protocol: undefined, advertise: false, client });
  const held: ServedGit[] = [];
  for (let at = 0; at < 32; at += 1) held.push(await ask('greedy'));
  await expect(ask('greedy')).rejects.toMatchObject({ code: 'BUSY', retryAfter: 5 });
  for (let at = 0; at < 32; at += 1) held.push(await ask(`other ${at}`));
  await expect(ask('one more')).rejects.toMatchObject({ code: 'BUSY' });
  for (const git of held) git.stop();
  await Promise.all(held.map(({ ended }) => ended));
  const again = await ask('greedy');
  again.input.end('0000');
  again.output.resume();
  expect(await again.ended).toMatchObject({ exitCode: 0 });
});

test('a store that was given no hooks receives no pushes', async () => {
  const { store } = await storeFixture();
  const request = { protocol: undefined, advertise: true, client: 'one' };
  const receiving = store.receive(alice, request, async () => ({ lines: [], outcomes: [] }));
  await expect(receiving).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
});
