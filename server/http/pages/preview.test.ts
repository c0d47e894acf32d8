import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { createPreviewAside } from './preview.ts';

const ROOT = join(import.meta.dirname, '../../..');
const program = pathToFileURL(join(ROOT, 'dist/readmeThread.js'));
const preview = (readme: string) => ({ id: 'fn_1', readme, images: ['a.png'], files: ['b.ts'] });

it('renders aside as the Hub does, whatever is written', async () => {
  const render = createPreviewAside(program, { deadline: 60_000 });
  const html = await render(preview('# A\n\n![i](a.png) [b](b.ts) [c](c.ts)\n\n```ts\nconst a = 1;\n```\n'));
  expect(html).toContain('src="/admin/functions/fn_1/image?path=a.png"');
  expect(html).toContain('href="/admin/functions/fn_1/edit?path=b.ts"');
  expect(html).not.toContain('c.ts"');
  expect(html).toContain('class="tk-');
  expect(await render(preview('['.repeat(90_000)))).toBeTruthy();
});
