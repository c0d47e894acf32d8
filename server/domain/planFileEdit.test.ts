import { describe, expect, it } from 'vitest';
import { fileOid, planFileEdit } from './planFileEdit.ts';

const draft = {
  commit: 'c'.repeat(40),
  files: { 'index.ts': 'a\r\nb\r\n', 'lib/a.ts': 'x\n' },
  assets: { 'i.png': 'AAAA' },
};
const loaded = (path: string) => fileOid(draft, path);
const codeOf = (act: () => unknown) => {
  try {
    act();
    return undefined;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a form of the editor', () => {
  it('saves the text with the line ends of the file, and nothing where nothing was edited', () => {
    const save = (text: string) =>
      planFileEdit(draft, { kind: 'save', path: 'index.ts', loaded: loaded('index.ts'), text });
    expect(save('a\r\nB\r\n')).toMatchObject({ request: { files: { 'index.ts': 'a\r\nB\r\n' } } });
    expect(save('a\r\nb\r\n')).toEqual({ kind: 'edit', path: 'index.ts', request: {} });
    const other = { kind: 'save', path: 'lib/a.ts', loaded: loaded('lib/a.ts'), text: 'x\r\ny' } as const;
    expect(planFileEdit(draft, other)).toMatchObject({ request: { files: { 'lib/a.ts': 'x\ny' } } });
  });

  it('shows both versions where somebody else changed the file, and keeps what was typed', () => {
    const save = { kind: 'save', path: 'index.ts', loaded: '0'.repeat(40), text: 'mine' } as const;
    expect(planFileEdit(draft, save)).toEqual({ kind: 'conflict', theirs: 'a\r\nb\r\n', mine: 'mine' });
    expect(planFileEdit(draft, { ...save, text: 'a\nb\n' })).toMatchObject({ kind: 'edit', request: {} });
    expect(planFileEdit(draft, { ...save, path: 'gone.ts' })).toMatchObject({ theirs: undefined });
  });

  it('renames and deletes texts and images, but nothing that changed since it was loaded', () => {
    expect(
      planFileEdit(draft, { kind: 'rename', path: 'i.png', loaded: loaded('i.png'), to: 'img/i.png' }),
    ).toEqual({
      kind: 'edit',
      path: 'img/i.png',
      request: { assets: { 'img/i.png': 'AAAA', 'i.png': null }, message: 'Rename i.png to img/i.png' },
    });
    expect(planFileEdit(draft, { kind: 'delete', path: 'lib/a.ts', loaded: loaded('lib/a.ts') })).toEqual({
      kind: 'edit',
      path: undefined,
      request: { files: { 'lib/a.ts': null }, message: 'Delete lib/a.ts' },
    });
    for (const edit of [
      { kind: 'delete', path: 'lib/a.ts', loaded: loaded('index.ts') },
      { kind: 'rename', path: 'lib/a.ts', loaded: '', to: 'b.ts' },
      { kind: 'rename', path: 'gone.ts', loaded: '', to: 'b.ts' },
    ] as const)
      expect(codeOf(() => planFileEdit(draft, edit))).toBe('PRECONDITION_FAILED');
  });

  it('takes no path that is taken, or that the registry refuses', () => {
    expect(planFileEdit(draft, { kind: 'add', to: ' new.ts ' })).toMatchObject({
      path: 'new.ts',
      request: { files: { 'new.ts': '' } },
    });
    for (const [to, code] of [
      ['index.ts', 'ALREADY_EXISTS'],
      ['i.png', 'ALREADY_EXISTS'],
      ['../x', 'INVALID_PATH'],
      ['', 'INVALID_PATH'],
    ] as const)
      expect([to, codeOf(() => planFileEdit(draft, { kind: 'add', to }))]).toEqual([to, code]);
    expect(codeOf(() => planFileEdit(draft, { kind: 'add', to: '__proto__' }))).toBeUndefined();
  });
});
