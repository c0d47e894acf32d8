import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startFakeRegistry } from './fixtures/fakeRegistry.ts';
import { makeFolder, removeFolders, run } from './fixtures/testContext.ts';

let root: string;
beforeEach(async () => {
  root = await makeFolder({ 'package.json': '{}' });
});
afterEach(() => removeFolders([root]));

describe('the command line', () => {
  it.each([
    [['nonsense']],
    [[]],
    [['functions']],
    [['functions', 'nonsense']],
    [['functions', 'publish']],
    [['functions', 'push', 'a', 'b']],
    [['functions', 'search']],
    [['functions', 'list', '--limit', 'many', '--registry', 'http://127.0.0.1:1']],
    [['functions', 'list', '--limit', '1000', '--registry', 'http://127.0.0.1:1']],
    [['functions', 'list', '--mine', '--tag', 'x', '--registry', 'http://127.0.0.1:1']],
    [['functions', 'install', '--as', 'x', 'a', 'b']],
    [['functions', 'install', '--as', 'x']],
    [['functions', 'list', '--registry', 'ftp://x']],
    [['functions', 'list', '--registry', 'http://user:pass@x']],
    [['functions', 'list']],
    [['whoami', '--nonsense']],
    [['remote']],
    [['remote', 'add', 'a', 'b']],
    [['credential']],
    [['login', '--registry', 'http://127.0.0.1:1']],
  ])('ends with exit code 2 where it is used wrongly: %j', async (argv) => {
    const { code, out, err } = await run(root, argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).not.toBe('');
  });

  it.each([[['--help']], [['help']], [['functions', '--help']], [['functions', 'push', '--help']]])(
    'writes help to stdout: %j',
    async (argv) => {
      expect(await run(root, argv)).toMatchObject({
        code: 0,
        out: expect.stringContaining('Usage: aerostack'),
        err: '',
      });
    },
  );

  it('shows the options of every command, and examples, in the help of each', async () => {
    const { out } = await run(root, ['functions', 'push', '--help']);
    expect(out).toMatch(/--allow-secrets[\s\S]*--dry-run[\s\S]*Examples:\n {2}aerostack functions push\n/);
  });

  it('names the help of the command that was used wrongly', async () => {
    const { err } = await run(root, ['functions', 'push', '--dryrun']);
    expect(err).toContain('Did you mean --dry-run?');
    expect(err).toContain('See `aerostack functions push --help`.');
  });

  it('lists the commands of operators', async () => {
    const { out } = await run(root, ['--help']);
    for (const name of ['serve', 'account', 'key', 'reindex'])
      expect(out).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
  });

  it('says where no registry is known, and where none answers', async () => {
    expect((await run(root, ['functions', 'list'])).err).toContain('--registry URL');
    const down = await run(root, ['functions', 'list', '--registry', 'http://127.0.0.1:1']);
    expect(down).toMatchObject({ code: 1, err: expect.stringContaining('NETWORK') });
  });

  it('says to check the URL where some other server answers', async () => {
    const other = await startFakeRegistry(() => ({ status: 404, bytes: Buffer.from('<h1>Not found</h1>') }));
    const result = await run(root, ['functions', 'list', '--registry', other.url]);
    await other.close();
    expect(result).toMatchObject({ code: 5, err: expect.stringContaining('that of an Aerostack registry') });
  });

  it('answers an error as JSON on stdout under --json, and shows where it came from under --verbose', async () => {
    const { out, err } = await run(root, [
      'functions',
      'info',
      'X Y',
      '--json',
      '--verbose',
      '--registry',
      'http://127.0.0.1:1',
    ]);
    expect(JSON.parse(out)).toMatchObject({ code: 'INVALID_SLUG', hint: expect.any(String) });
    expect(err).toMatch(/INVALID_SLUG[\s\S]*hint: [\s\S]*at .*names\.ts/);
  });

  it('needs a login for what is private', async () => {
    for (const argv of [['whoami'], ['functions', 'list', '--mine'], ['functions', 'publish', 'x']]) {
      const result = await run(root, [...argv, '--registry', 'http://127.0.0.1:1']);
      expect(result).toMatchObject({ code: 4, err: expect.stringContaining('NOT_LOGGED_IN') });
    }
  });

  it('shows examples in the help of every command', async () => {
    const leaves = async (path: string[]): Promise<string[][]> => {
      const { out } = await run(root, [...path, '--help']);
      const listed = /\nCommands:\n([\s\S]*?)(?:\n\n|$)/.exec(out)?.[1] ?? '';
      const names = [...listed.matchAll(/^ {2}([a-z-]+)/gm)].map(([, name]) => name!);
      if (names.length === 0) return [path];
      const below = names.filter((name) => name !== 'help').map((name) => leaves([...path, name]));
      return (await Promise.all(below)).flat();
    };
    const commands = await leaves([]);
    expect(commands.length).toBeGreaterThan(15);
    for (const path of commands) {
      const { out } = await run(root, [...path, '--help']);
      expect(out).toContain(`Usage: aerostack ${path.join(' ')}`);
      expect(out).toMatch(new RegExp(`\\nExamples?:\\n.*aerostack ${path.join(' ')}`));
    }
  });
});
