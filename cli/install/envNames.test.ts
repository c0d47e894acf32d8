import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addEnvNames, envNamesOf } from './envNames.ts';

describe('addEnvNames', () => {
  it.each([
    ['', '# alice/mailer\nTOKEN=\nURL=\n'],
    ['A=1\n', 'A=1\n\n# alice/mailer\nTOKEN=\nURL=\n'],
    ['A=1', 'A=1\n\n# alice/mailer\nTOKEN=\nURL=\n'],
    ['A=1\r\nB=2', 'A=1\r\nB=2\r\n\r\n# alice/mailer\r\nTOKEN=\r\nURL=\r\n'],
    ['\ufeffA=1\r\n', '\ufeffA=1\r\n\r\n# alice/mailer\r\nTOKEN=\r\nURL=\r\n'],
    ['TOKEN=secret\n', 'TOKEN=secret\n\n# alice/mailer\nURL=\n'],
    ['TOKEN=\nURL=', 'TOKEN=\nURL='],
  ])('adds what %j lacks', (text, wanted) => {
    expect(addEnvNames(text, 'alice/mailer', ['TOKEN', 'URL', 'TOKEN'])).toBe(wanted);
  });

  it.each([
    'TOKEN=x',
    'TOKEN = x',
    '  TOKEN=',
    'export TOKEN=x',
    '  export   TOKEN=',
    '# TOKEN=',
    '#TOKEN=x',
    '## export TOKEN=x',
    'TOKEN: x',
    '\ufeffTOKEN=x',
    'A="one\ntwo"\r\nTOKEN=x',
    "A='unclosed\nTOKEN=x",
  ])('finds the name in %j', (text) => {
    expect(addEnvNames(text, 'alice/mailer', ['TOKEN'])).toBe(text);
  });

  it.each([
    '# TOKEN is needed\n',
    'TOKEN_2=x\n',
    'MY_TOKEN=x\n',
    'A=TOKEN=x\n',
    'A=1 # TOKEN=x\n',
    'A="1" # TOKEN=x\n',
    'A="one\nTOKEN=x\n"\n',
    "A='one\n# TOKEN=x\n'\n",
    'token=x\n',
  ])('does not take %j for the name', (text) => {
    expect(addEnvNames(text, 'alice/mailer', ['TOKEN'])).toBe(`${text}\n# alice/mailer\nTOKEN=\n`);
  });

  it('adds each name once, however often and whatever stands there, and changes no byte before it', () => {
    const line = fc.constantFrom('', '# note', 'A=1', 'export B="x"', '#C=', "D='a", '  ', 'E: 1', 'words');
    const file = fc
      .tuple(fc.array(line, { maxLength: 6 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
      .map(([lines, eol, ended]) => lines.join(eol) + (ended && lines.length > 0 ? eol : ''));
    const names = fc.array(fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', 'A_B'), { maxLength: 5 });
    fc.assert(
      fc.property(file, names, names, (text, first, second) => {
        const once = addEnvNames(text, 'alice/one', first);
        const both = addEnvNames(once, 'bob/two', second);
        expect(once.startsWith(text) && both.startsWith(once)).toBe(true);
        expect(addEnvNames(both, 'carol/three', [...first, ...second])).toBe(both);
        const added = both
          .slice(text.length)
          .split(/\r?\n/)
          .filter((each) => /^\w+=$/.test(each));
        const lacking = new Set([...first, ...second].filter((name) => !envNamesOf(text).has(name)));
        expect(added.sort()).toEqual([...lacking].map((name) => `${name}=`).sort());
      }),
      { numRuns: 500 },
    );
  });
});
