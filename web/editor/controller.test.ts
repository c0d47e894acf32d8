import { describe, expect, it } from 'vitest';
import { RegistryError } from '../../server/contract/errors.ts';
import type { Api } from './api.ts';
import { createController } from './controller.ts';
import type { Documents } from './documents.ts';
import type { EditedFile, Saved } from './files.ts';
import type { EditorState } from './state.ts';

const text = (of: string): EditedFile => ({ kind: 'text', text: of });
const FIRST: EditorState = {
  ...{ path: 'mine', asForm: false, preview: false, problems: [], uncheckedWhy: undefined, message: '' },
  ...{
    status: { kind: 'untouched' },
    dialog: undefined,
    clash: undefined,
    told: undefined,
    tabLeaves: false,
  },
};

/** A controller over files that are nothing but texts, of a draft that another author moved on. */
function openDraft(files: Record<string, string>, theirs: Record<string, string>, meanwhile: () => void) {
  const now = new Map(Object.entries(files).map(([path, one]) => [path, text(one)]));
  let saved: Saved = { commit: 'base', files: new Map(now) };
  const documents = {
    saved: () => saved,
    setSaved: (next: Saved) => {
      saved = next;
    },
    files: () => new Map(now),
    put: (path: string, file: EditedFile) => now.set(path, file),
    remove: (path: string) => now.delete(path),
  } as unknown as Documents;
  let [stored, tip] = [theirs, 'theirs'];
  const client = {
    getDraft: async () => ({ commit: tip, files: stored, assets: {} }),
    editDraft: async (sent: { body: { files: Record<string, string> }; headers: { 'If-Match': string } }) => {
      if (sent.headers['If-Match'] !== `"${tip}"`) throw new RegistryError('PRECONDITION_FAILED', 'It moved');
      [stored, tip] = [{ ...stored, ...sent.body.files }, `${tip}+`];
      meanwhile();
      return { commit: tip };
    },
  };
  const controller = createController({
    ...{ id: 'fn', api: { client } as unknown as Api, documents, first: FIRST },
    limits: { maxFiles: 9, maxFileBytes: 99, maxTotalBytes: 99 },
    ...{ changed: () => {}, show: () => {}, lock: () => {} },
  });
  const textOf = (path: string) => (now.get(path) as { text: string } | undefined)?.text;
  return { controller, documents, textOf, stored: () => stored };
}

describe('a save that takes over what others saved', () => {
  const base = { mine: '1', theirs: '1', other: '1' };
  const moved = { mine: '1', theirs: 'theirs', other: '1' };

  it('overwrites nothing that was changed here while it went on: it asks, now or at the next save', async () => {
    let during = () => {};
    const { controller, documents, textOf, stored } = openDraft(base, moved, () => during());
    documents.put('mine', text('2'));
    during = () => {
      documents.put('theirs', text('typed late'));
      documents.put('mine', text('3'));
      during = () => {};
    };
    await controller.save();
    expect([textOf('theirs'), textOf('mine')]).toEqual(['typed late', '3']);
    expect(stored()).toEqual({ ...moved, mine: '2' });
    const asked = () => controller.state().clash?.merge;
    expect(asked()).toMatchObject({ mine: ['mine'], conflicts: [{ path: 'theirs' }] });

    controller.set({ clash: undefined });
    await controller.save();
    expect(asked()).toMatchObject({ mine: ['mine'], conflicts: [{ path: 'theirs' }] });
    expect(stored()).toEqual({ ...moved, mine: '2' });
    await controller.resolve(new Map([['theirs', text('both')]]));
    expect(stored()).toEqual({ mine: '3', theirs: 'both', other: '1' });
    expect([controller.state().status.kind, controller.isDirty()]).toEqual(['saved', false]);
  });

  it('takes what was changed by them alone, and leaves what was typed into other files to the next save', async () => {
    let during = () => {};
    const { controller, documents, textOf } = openDraft(base, moved, () => during());
    documents.put('mine', text('2'));
    during = () => documents.put('other', text('typed late'));
    await controller.save();
    expect([textOf('mine'), textOf('theirs'), textOf('other')]).toEqual(['2', 'theirs', 'typed late']);
    expect([controller.state().status, controller.isDirty()]).toMatchObject([
      { kind: 'saved', others: ['theirs'] },
      true,
    ]);
  });
});
