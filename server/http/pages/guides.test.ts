import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempDir } from '../../../fixtures/tempDir.ts';
import { guideSections, searchGuides } from './guideSearch.ts';
import { loadGuides } from './guides.ts';

function guidesOf(files: Record<string, string>) {
  const folder = tempDir();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return loadGuides(folder);
}

const FILES = {
  'README.md': '# Guides\n\n- [Second](b.md): what comes later\n- [First](a.md)\n',
  'a.md':
    '# First\n\nHow to *begin*, with [a link](b.md).\n\n## Use `it`\n\nTurn the handle.\n\n## Use it\n\nAgain.\n',
  'b.md': '# Second\n\n| a | b |\n|---|---|\n\nAfter a table.\n\n```sh\n# no heading\nhandle --turn\n```\n',
  'c.md': '```sh\nfirst code\n```\n\nNo heading at all.\n',
};

describe('guides', () => {
  it('come in the order of their README, others after them, with title and summary', () => {
    expect(guidesOf(FILES).map(({ slug, title, summary }) => [slug, title, summary])).toEqual([
      ['b', 'Second', 'What comes later.'],
      ['a', 'First', 'How to begin, with a link.'],
      ['c', 'c', 'No heading at all.'],
    ]);
  });

  it('are none where there is no folder', () => {
    expect(loadGuides(join(tempDir(), 'nothing'))).toEqual([]);
  });
});

describe('the search in guides', () => {
  const search = (words: string) =>
    searchGuides(guideSections(guidesOf(FILES)), words).map(({ href }) => href);

  it('finds sections that have all the words, those with them in the heading first', () => {
    expect(search('handle')).toEqual(['/docs/b', '/docs/a#readme-use-it']);
    expect(search('use IT')).toEqual(['/docs/a#readme-use-it', '/docs/a#readme-use-it-1']);
    expect(search('second')[0]).toBe('/docs/b');
    expect(search('handle nothing')).toEqual([]);
    expect(search('  ')).toEqual([]);
  });

  it('shows tables and code as words', () => {
    const [hit] = searchGuides(guideSections(guidesOf(FILES)), 'table');
    expect(hit?.excerpt).toBe('a b After a table. # no heading handle --turn');
  });

  it('shows the text around the first of the words', () => {
    const text = `${'before '.repeat(40)}needle${' after'.repeat(40)}`;
    const [hit] = searchGuides(
      guideSections(guidesOf({ 'README.md': '', 'a.md': `# A\n\n${text}\n` })),
      'needle',
    );
    expect(hit?.excerpt).toMatch(/^…(?:before )+needle(?: after)+…$/);
    expect(hit?.excerpt.length).toBeLessThan(230);
  });
});
