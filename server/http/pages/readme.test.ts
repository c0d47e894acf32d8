import { expect, it } from 'vitest';
import { createDraftReadme } from './readme.ts';

const draft = (readme: string) => ({
  id: 'fn_1',
  readme,
  files: { 'README.md': readme },
  assets: { 'a.png': '' },
});

it('renders a long README of a draft aside, and none that would fill the page', async () => {
  const asked: string[] = [];
  const readmeOf = createDraftReadme(
    async ({ images, files }) => `here, with ${images} and ${files}`,
    async ({ readme }) => {
      asked.push(readme);
      return readme.includes('slow') ? undefined : 'aside';
    },
    60_000,
  );
  expect(await readmeOf(draft('# A'))).toBe('here, with a.png and README.md');
  expect(await readmeOf(draft('<'.repeat(90_000)))).toBe('aside');
  expect(await readmeOf(draft('slow'.repeat(10_000)))).toBeUndefined();
  expect(asked).toHaveLength(2);
  expect(await readmeOf(draft('<'.repeat(1_000_000)))).toBeUndefined();
  expect(asked).toHaveLength(2);
});
