import { chmod, mkdir, readFile, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { installAnswer } from '../fixtures/installAnswer.ts';
import { install, installSetup } from '../fixtures/installSetup.ts';
import { snapshot } from '../fixtures/testContext.ts';

const { project, serving } = installSetup();
const withVariables = (more = {}) => installAnswer(more, { envVars: ['TOKEN', 'API_URL'] });
const BLOCK = '# alice/image-resizer\nTOKEN=\nAPI_URL=\n';

describe('names of environment variables', () => {
  it('are added to the files that are there, below what they hold', async () => {
    const root = await project({ '.dev.vars': 'A=1', '.env.example': 'A=\r\nexport TOKEN=\r\n' });
    await chmod(join(root, '.dev.vars'), 0o640);
    const result = await install(root, await serving([withVariables()]), 'image-resizer');
    expect(result.err).toContain('Environment variables to set: TOKEN, API_URL\n');
    expect(result.err).toContain('Added their names to .dev.vars and .env.example.\n');
    const found = await snapshot(root);
    expect(found['.dev.vars']).toBe(`A=1\n\n${BLOCK}`);
    expect(found['.env.example']).toBe('A=\r\nexport TOKEN=\r\n\r\n# alice/image-resizer\r\nAPI_URL=\r\n');
    expect((await stat(join(root, '.dev.vars'))).mode & 0o777).toBe(0o640);
  });

  it('make no file where nothing asks for one', async () => {
    const root = await project();
    await install(root, await serving([withVariables()]), 'image-resizer');
    expect(Object.keys(await snapshot(root)).filter((path) => path.startsWith('.'))).toEqual([]);
  });

  it.each(['wrangler.toml', 'wrangler.jsonc'])(
    'make .dev.vars beside %s, for its owner alone',
    async (file) => {
      const root = await project({ [file]: '' });
      const { err } = await install(root, await serving([withVariables()]), 'image-resizer');
      expect(await readFile(join(root, '.dev.vars'), 'utf8')).toBe(BLOCK);
      expect((await stat(join(root, '.dev.vars'))).mode & 0o777).toBe(0o600);
      expect(err).toContain('keep it out of git');
      expect((await snapshot(root))['.env.example']).toBeUndefined();
    },
  );

  it('make no file for a function without variables', async () => {
    const root = await project({ 'wrangler.toml': '' });
    await install(root, await serving([installAnswer()]), 'image-resizer', '--env-files');
    expect(Object.keys(await snapshot(root)).filter((path) => path.startsWith('.'))).toEqual([]);
  });

  it('make .env.example with --env-files', async () => {
    const root = await project();
    await install(root, await serving([withVariables()]), 'image-resizer', '--env-files');
    expect((await snapshot(root))['.env.example']).toBe(BLOCK);
  });

  it('are added once, by updates and by other functions too', async () => {
    const root = await project({ '.env.example': '' });
    const registry = await serving([
      withVariables(),
      installAnswer({ version: '1.1.0' }, { envVars: ['TOKEN', 'SECRET'] }),
      installAnswer({ author: 'bob', slug: 'mailer' }, { envVars: ['TOKEN', 'SMTP'] }),
    ]);
    await install(root, registry, 'alice/image-resizer@1.0.0', 'bob/mailer');
    await install(root, registry, 'alice/image-resizer@1.1.0');
    expect((await snapshot(root))['.env.example']).toBe(
      `${BLOCK}\n# bob/mailer\nSMTP=\n\n# alice/image-resizer\nSECRET=\n`,
    );
  });

  it.each(['.dev.vars', '.env.example'])('are not written through a symbolic link: %s', async (file) => {
    const root = await project({ 'elsewhere.txt': 'A=1\n' });
    await symlink('elsewhere.txt', join(root, file));
    const before = await snapshot(root);
    const refused = await install(root, await serving([withVariables()]), 'image-resizer');
    expect(refused).toMatchObject({
      code: 5,
      err: expect.stringContaining(`UNSAFE_TARGET: ${file} is a symb`),
    });
    expect(await snapshot(root)).toEqual(before);
    expect(await install(root, await serving([installAnswer()]), 'image-resizer')).toMatchObject({ code: 0 });
  });

  it('are no reason to refuse a symbolic link to a file that holds them', async () => {
    const root = await project({ 'elsewhere.txt': BLOCK });
    await symlink('elsewhere.txt', join(root, '.env.example'));
    expect(await install(root, await serving([withVariables()]), 'image-resizer')).toMatchObject({ code: 0 });
    expect((await snapshot(root))['elsewhere.txt']).toBe(BLOCK);
  });

  it.each(['a link to nothing', 'a folder', 'no text'])(
    'leave the project alone where the file is %s',
    async (what) => {
      const root = await project(what === 'no text' ? { '.dev.vars': Buffer.from([0xff, 0x0a]) } : {});
      if (what === 'a folder') await mkdir(join(root, '.dev.vars'));
      if (what === 'a link to nothing') await symlink('nothing', join(root, '.dev.vars'));
      const before = await snapshot(root);
      const { code } = await install(root, await serving([withVariables()]), 'image-resizer');
      expect(code).toBeGreaterThan(0);
      expect(await snapshot(root)).toEqual(before);
    },
  );
});
