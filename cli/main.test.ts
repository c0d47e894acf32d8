import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, run } from '../fixtures/processes.ts';
import { tempDir } from '../fixtures/tempDir.ts';

test('the program runs by itself, through a link as npm makes it', async () => {
  const folder = tempDir();
  symlinkSync(join(ROOT, 'dist/aerostack.js'), join(folder, 'aerostack'));
  const result = await run(join(folder, 'aerostack'), ['--version'], { cwd: folder });
  expect(result).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: '' });
});
