import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFolder, removeFolders, run, writeFiles } from '../fixtures/testContext.ts';

const CATEGORIES =
  'auth payments media email ai database utility analytics notifications storage data api web3 other';
let root: string;

beforeAll(async () => {
  root = await makeFolder({ 'functions/index.ts': '', 'first file.ts': '', 'other.ts': '' });
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { code, out } = await run(root, ['completion', shell]);
    expect(code).toBe(0);
    await writeFiles(root, { [`completion.${shell}`]: out });
  }
});
afterAll(() => removeFolders([root]));

/** How each shell tells what it would offer for the last of these words, one a line. */
const ASK: Readonly<Record<string, (words: readonly string[]) => readonly string[]>> = {
  bash: (words) => [
    '-c',
    `source completion.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _aerostack; printf '%s\\n' "\${COMPREPLY[@]}"`,
    'bash',
    // Readline hands = over as a word of its own.
    ...words.flatMap((word) => word.split(/(?<=^--[a-z-]+)(=)/).filter((part) => part !== '' || word === '')),
  ],
  zsh: (words) => [
    '-f',
    '-c',
    `compadd() { while [[ $1 == -* ]]; do [[ $1 == -- ]] && { shift; break }; shift; done; offered=("$@") }
     _describe() { local name=\${@[-1]}; offered=("\${(@P)name}"); offered=("\${(@)offered%%:*}") }
     _files() { offered=(*) }
     compset() { words[CURRENT]=\${words[CURRENT]#*=} }
     source completion.zsh; words=("$@"); CURRENT=$#; offered=(); _aerostack
     for one in $offered; do [[ $one == "\${words[CURRENT]}"* ]] && print -r -- $one; done; true`,
    'zsh',
    ...words,
  ],
  fish: (words) => [
    '--no-config',
    '-c',
    `source completion.fish; complete -C (string join ' ' -- $argv) | string replace -r '\\t.*' ''; true`,
    ...words,
  ],
};

async function offers(shell: string, ...words: string[]): Promise<string[]> {
  const env = { PATH: process.env.PATH ?? '', HOME: root, LC_ALL: 'C' };
  const { stdout } = await promisify(execFile)(shell, ASK[shell]!(words), { cwd: root, env });
  return stdout.split('\n').filter(Boolean).sort();
}

const installed = Object.keys(ASK).filter((shell) => spawnSync(shell, ['--version']).status === 0);

it('has bash to try it in', () => {
  expect(installed).toContain('bash');
});

describe.each(installed)('the script for %s', (shell) => {
  it.each([
    [['func'], 'functions'],
    [['functions', 'in'], 'info init install'],
    [['functions', 'li'], 'list'],
    [['--json', 'functions', 'v'], 'validate versions'],
    [['--registry', 'http://x', 'functions', 'se'], 'search'],
    [['--registry', 'functions', 'who'], 'whoami'],
    [['functions', 'list', '--sort', ''], 'installs name recent stars'],
    [['functions', 'list', '--category', ''], CATEGORIES],
    [['functions', 'init', 'dir', '--template', 'a'], 'adapter'],
    [['functions', 'list', '--mi'], '--mine'],
    [['functions', 'list', '--js'], '--json'],
    [['functions', 'publish', 'x', '--bum'], '--bump'],
    [['completion', ''], 'bash fish zsh'],
    [['remote', 'a'], 'add'],
    [['remote', 'add', '--pr'], '--private'],
    [['cred'], ''],
    [['key', 'cr'], 'create'],
    [['key', 'create', 'alice', '--sco'], '--scopes'],
    [['functions', 'push', 'oth'], 'other.ts'],
    [['functions', 'list', '--author', ''], ''],
  ])('offers after %j: %s', async (words, expected) => {
    const found = await offers(shell, 'aerostack', ...words);
    expect(found).toEqual(expected.split(' ').filter(Boolean).sort());
  });

  it('offers the values of an option that is written with =', async () => {
    const found = await offers(shell, 'aerostack', 'functions', 'list', '--sort=re');
    expect(found.map((word) => word.replace('--sort=', ''))).toEqual(['recent']);
  });
});

it('offers a path with a space in it whole', async () => {
  expect(await offers('bash', 'aerostack', 'functions', 'push', 'fir')).toEqual(['first file.ts']);
});

it('knows every command that help names, those of operators included', async () => {
  const { out } = await run(root, ['completion', 'bash', '--json']);
  const { script, shell } = JSON.parse(out);
  expect(shell).toBe('bash');
  const named = [...(await run(root, ['--help'])).out.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name!);
  expect(named).toEqual(expect.arrayContaining(['functions', 'serve', 'doctor']));
  for (const name of named) expect(script).toContain(`'/${name}'`);
});

it.each([['completion'], ['completion', 'powershell']])('refuses %j', async (...argv) => {
  expect(await run(root, argv)).toMatchObject({ code: 2, out: '' });
});
