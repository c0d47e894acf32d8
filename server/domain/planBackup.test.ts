import { describe, expect, it } from 'vitest';
import type { Oid } from '../contract/names.ts';
import { type BackupState, movedRefs, planBackup, type Refs } from './planBackup.ts';

const [A, B] = ['a'.repeat(40) as Oid, 'b'.repeat(40) as Oid];
const PUBLISHED = 'refs/heads/published';
const TAG = 'refs/tags/greeter@1.0.0';
const DRAFT = 'refs/heads/drafts/fn_1';
const before: Refs = { [PUBLISHED]: A, [TAG]: A, [DRAFT]: A };

function plan(now: Refs, more: Partial<BackupState> = {}) {
  return planBackup({
    ...{ before, now, bundles: 1, isWhole: true, full: false, acceptLoss: false },
    isContinued: () => true,
    ...more,
  });
}

const without = (ref: string): Refs => Object.fromEntries(Object.entries(before).filter(([r]) => r !== ref));

describe('a backup of an account', () => {
  it('is whole the first time, and where it is asked to be', () => {
    expect(plan({}, { before: undefined })).toEqual({ kind: 'full', why: 'first' });
    expect(plan(before, { full: true })).toEqual({ kind: 'full', why: 'asked' });
  });

  it('writes nothing where no ref moved', () => {
    expect(plan({ ...before })).toEqual({ kind: 'unchanged' });
  });

  it('writes what is new where refs were added or went on', () => {
    const incremental = { kind: 'incremental', basis: before };
    expect(plan({ ...before, 'refs/tags/greeter@1.0.1': B })).toEqual(incremental);
    expect(plan({ ...before, [PUBLISHED]: B })).toEqual(incremental);
    expect(movedRefs(before, { ...before, [PUBLISHED]: B })).toEqual([PUBLISHED]);
  });

  it('is whole where history was rewritten or a draft deleted: that is not to live on', () => {
    const rewritten = { kind: 'full', why: 'rewritten' };
    expect(plan({ ...before, [TAG]: B })).toEqual(rewritten);
    expect(plan({ ...before, [PUBLISHED]: B }, { isContinued: () => false })).toEqual(rewritten);
    expect(plan(without(DRAFT))).toEqual(rewritten);
  });

  it('is whole where a file of it is damaged, or where they have become many', () => {
    expect(plan(before, { isWhole: false })).toEqual({ kind: 'full', why: 'damaged' });
    expect(plan({ ...before, [PUBLISHED]: B }, { bundles: 50 })).toEqual({ kind: 'full', why: 'many' });
  });

  it.each([PUBLISHED, TAG])('is refused where %s, which nothing deletes, is gone', (ref) => {
    expect(plan(without(ref))).toEqual({ kind: 'refused', lost: [ref] });
    expect(plan(without(ref), { full: true })).toMatchObject({ kind: 'refused' });
    expect(plan(without(ref), { acceptLoss: true })).toEqual({ kind: 'full', why: 'rewritten' });
  });
});
