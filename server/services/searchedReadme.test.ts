import { describe, expect, it } from 'vitest';
import { RegistryError } from '../contract/errors.ts';
import type { Oid } from '../contract/names.ts';
import type { RepoReader } from '../git/gitStore.ts';
import { searchedReadme } from './searchedReadme.ts';

const oid = 'a'.repeat(40) as Oid;
const file = (name: string) => ({ mode: '100644', name, oid });
const repo = (blob: () => Promise<Uint8Array>) => ({ blob }) as unknown as RepoReader;
const holding = (text: string) => repo(async () => Buffer.from(text));

describe('what is searched of a README', () => {
  it('is its text, whatever the case of its name', async () => {
    for (const name of ['README.md', 'readme.md', 'ReadMe.MD'])
      expect(await searchedReadme(holding('# Hello'), [file('index.ts'), file(name)])).toBe('# Hello');
  });

  it('is nothing where there is none, or a folder of that name', async () => {
    expect(await searchedReadme(holding('x'), [file('index.ts'), file('README.txt')])).toBe('');
    expect(await searchedReadme(holding('x'), [{ ...file('README.md'), mode: '40000' }])).toBe('');
  });

  it('ends before the character that does not fit into 64 KiB', async () => {
    const readme = [file('README.md')];
    expect(await searchedReadme(holding('a'.repeat(65_536)), readme)).toBe('a'.repeat(65_536));
    expect(await searchedReadme(holding('a'.repeat(65_537)), readme)).toBe('a'.repeat(65_536));
    expect(await searchedReadme(holding(`a${'😀'.repeat(20_000)}`), readme)).toBe(`a${'😀'.repeat(16_383)}`);
  });

  it('is nothing where it is damaged, and every other fault is one', async () => {
    const failing = (code: 'OBJECT_CORRUPT' | 'STORE_UNAVAILABLE') =>
      repo(() => Promise.reject(new RegistryError(code, 'no')));
    expect(await searchedReadme(failing('OBJECT_CORRUPT'), [file('README.md')])).toBe('');
    await expect(searchedReadme(failing('STORE_UNAVAILABLE'), [file('README.md')])).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
    });
  });
});
