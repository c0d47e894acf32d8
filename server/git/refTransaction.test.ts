import { writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Oid } from '../contract/names.ts';
import { draftRef, publishedRef } from './layout.ts';
import { openRefTransaction, type RefUpdate, reasonOfDecline, syncRefs } from './refTransaction.ts';
import { alice, filesOf, publish, someId, storeFixture, writeBranch } from './storeFixture.testing.ts';

const draft = draftRef(someId);

async function refFixture() {
  const { store, repo, dataDir, git } = await storeFixture();
  const first = await publish(store, 'a', '1.0.0', filesOf({ 'index.ts': '1' }));
  const runtime = { dataDir, searchPath: process.env.PATH ?? '' };
  const move = async (updates: RefUpdate[], steps: string[] = []) => {
    const outcome = await openRefTransaction(runtime, repo).commit(updates, (step) => steps.push(step));
    return {
      ...outcome,
      reason: () => reasonOfDecline(repo, updates, store.reader(alice).resolve, outcome.stderr),
    };
  };
  return { store, repo, runtime, git, tip: first.tip, tag: first.tagOid, move };
}

describe('a ref transaction', () => {
  test('moves all refs and names its steps', async () => {
    const { move, git, tip } = await refFixture();
    const steps: string[] = [];
    const outcome = await move([{ ref: draft, old: null, new: tip }], steps);
    expect(outcome).toMatchObject({ ok: true, stderr: '' });
    expect(steps).toEqual(['refs:prepared', 'refs:committed']);
    expect(git('rev-parse', draft)).toBe(tip);
  });

  test('moves none where one has moved, and the reason is REF_MOVED', async () => {
    const { move, git, tip, tag } = await refFixture();
    const other = '1'.repeat(40) as Oid;
    const outcome = await move([
      { ref: draft, old: null, new: tip },
      { ref: publishedRef, old: other, new: tip },
    ]);
    expect(outcome.ok).toBe(false);
    expect(git('for-each-ref', '--format=%(refname) %(objectname)')).toBe(
      `refs/heads/published ${tip}\nrefs/tags/a@1.0.0 ${tag}`,
    );
    const moved = await move([{ ref: publishedRef, old: null, new: tag }]);
    expect(await moved.reason()).toMatchObject({ code: 'REF_MOVED', status: 409 });
  });

  test('that meets a locked ref is told apart from one that meets a moved ref', async () => {
    const { move, repo, tip } = await refFixture();
    writeFileSync(join(repo, 'refs/heads/published.lock'), '');
    const outcome = await move([{ ref: publishedRef, old: tip, new: tip }]);
    expect(outcome.ok).toBe(false);
    expect(await outcome.reason()).toMatchObject({ code: 'BUSY', retryAfter: 2 });
  });

  test('that is given up leaves no ref and no lock', async () => {
    const { runtime, repo, git, tip } = await refFixture();
    await openRefTransaction(runtime, repo).end();
    expect(git('rev-parse', 'refs/heads/published')).toBe(tip);
    expect((await readdir(repo, { recursive: true })).filter((name) => name.endsWith('.lock'))).toEqual([]);
  });

  test('deletes a ref wherever it is kept, and syncing what is gone is no error', async () => {
    const { move, repo, git, store } = await refFixture();
    const { commit } = await writeBranch(store, { kind: 'draft', id: someId }, filesOf({ 'index.ts': '1' }));
    git('pack-refs', '--all');
    const deletion = [{ ref: draft, old: commit, new: null }];
    expect(await move(deletion)).toMatchObject({ ok: true });
    await syncRefs(repo, deletion, true);
    expect(await store.reader(alice).resolve(draft)).toBeUndefined();
  });
});
