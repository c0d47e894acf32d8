import { describe, expect, it } from 'vitest';
import { assertFits, newPath, sizeOf } from './checkFiles.ts';
import type { EditedFile } from './files.ts';
import { imageUrl, uploadedFile } from './uploads.ts';

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 1, 2]);
const codeOf = (act: () => unknown) => {
  try {
    act();
    return undefined;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('an upload', () => {
  it('is an image by its name and its first bytes together, else text to the byte', () => {
    expect(uploadedFile('a/b.PNG', PNG)).toEqual({
      kind: 'image',
      base64: Buffer.from(PNG).toString('base64'),
    });
    const text = '\ufeffa\r\nb\n';
    expect(uploadedFile('a.ts', new TextEncoder().encode(text))).toEqual({ kind: 'text', text });
  });

  it('is refused where it is neither', () => {
    expect(uploadedFile('a.ts', PNG)).toBeUndefined();
    expect(uploadedFile('a.png', new Uint8Array([0, 1]))).toBeUndefined();
    expect(uploadedFile('a.txt', new Uint8Array([0xff, 0xfe]))).toBeUndefined();
  });

  it('is shown by its own kind', () => {
    expect(imageUrl('a.jpg', 'AAAA')).toBe('data:image/jpeg;base64,AAAA');
  });
});

describe('a new path', () => {
  const files = new Map<string, EditedFile>([
    ['index.ts', { kind: 'text', text: 'é' }],
    ['lib/a.ts', { kind: 'text', text: '' }],
  ]);

  it("is held to the registry's rules at once", () => {
    expect(newPath(' lib/b.ts ', files)).toBe('lib/b.ts');
    for (const [path, code] of [
      ['', 'INVALID_PATH'],
      ['../x', 'INVALID_PATH'],
      ['.git/config', 'INVALID_PATH'],
      ['a\\b', 'INVALID_PATH'],
      ['x'.repeat(156), 'LIMIT_EXCEEDED'],
      ['index.ts', 'ALREADY_EXISTS'],
      ['INDEX.ts', 'PATH_COLLISION'],
      ['lib', 'PATH_COLLISION'],
    ])
      expect([path, codeOf(() => newPath(path!, files))]).toEqual([path, code]);
  });

  it('may spell the name that it replaces in another way', () => {
    expect(newPath('Index.ts', files, 'index.ts')).toBe('Index.ts');
  });

  it('is refused where its file is more than the registry takes', () => {
    expect(sizeOf({ kind: 'text', text: 'é' })).toBe(2);
    expect(sizeOf({ kind: 'image', base64: 'AAA=' })).toBe(2);
    const limits = { maxFiles: 3, maxFileBytes: 4, maxTotalBytes: 5 };
    const put =
      (text: string, path = 'new.ts') =>
      () =>
        assertFits(path, { kind: 'text', text }, files, limits);
    expect(codeOf(put('abc'))).toBeUndefined();
    expect(codeOf(put('abcde'))).toBe('LIMIT_EXCEEDED');
    expect(codeOf(put('abcd'))).toBe('LIMIT_EXCEEDED');
    expect(codeOf(put('abcd', 'index.ts'))).toBeUndefined();
    const full = { ...limits, maxFiles: 2 };
    expect(codeOf(() => assertFits('c', { kind: 'text', text: '' }, files, full))).toBe('LIMIT_EXCEEDED');
  });
});
