import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseToml } from '../project.ts';
import { type FullEntry, setService } from './editToml.ts';

const entry = (name: string, version = '1.0.0'): FullEntry => ({
  name,
  main: `services/${name}/index.ts`,
  source: `alice/${name}`,
  version,
  tree: 'a'.repeat(40),
});

/** Pieces of files that people write by hand: comments, odd spacing, values of every kind. */
const pieces = [
  '# a comment\n',
  'name = "shop" # trailing\n',
  "literal = 'C:\\x'\n",
  'when = 2024-01-02T03:04:05Z\nday = 2024-01-02\n',
  'big = 9007199254740993\nhex = 0xff\nfloat = 1.50\ninf = inf\n',
  'list = [ 1,\n  2, # two\n]\n',
  'multi = """\na\n[[services]]\n"""\n',
];
const tables = [
  '[env]\nKEY   =   "v"\n',
  '\n\n[env.production] # here\n"quoted key" = { a = 1, b = "x" }\n',
  '[[services]]\nname = "own"\nmain = "src/own.ts" # mine\nport = 8080\n',
  '[[routes]]\npath = "/"\n\n',
  '  # indented\n',
];
const file = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom(...pieces)),
    fc.uniqueArray(fc.constantFrom(...tables)),
    fc.boolean(),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([top, below, crlf, trimmed, bom]) => {
    let text = [...top, ...below].join('');
    if (trimmed) text = text.trimEnd();
    if (crlf) text = text.replaceAll('\n', '\r\n');
    return bom ? `\ufeff${text}` : text;
  });

describe('setService', () => {
  it('adds an entry and changes no byte before it', () => {
    fc.assert(
      fc.property(file, (text) => {
        const edited = setService(text, entry('resizer'));
        expect(edited.startsWith(text)).toBe(true);
        const services = parseToml(edited, 'toml').services as object[];
        expect(services.at(-1)).toMatchObject(entry('resizer'));
        expect(text.includes('\r\n')).toBe(text.includes('\n') && /\r\n$/.test(edited));
      }),
      { numRuns: 200 },
    );
  });

  it('changes only the lines of the values that differ', () => {
    fc.assert(
      fc.property(file, file, (above, below) => {
        // The second file stands below a table of its own, so that its keys do not clash.
        const rest = below.replace('\ufeff', '').includes('[') ? '' : below.replace('\ufeff', '');
        const eol = above.includes('\r\n') ? '\r\n' : '\n';
        const text = `${setService(above, entry('resizer'))}${eol}[other] # last${eol}${rest}`;
        const edited = setService(text, entry('resizer', '1.1.0'));
        expect(edited).toBe(text.replace('version = "1.0.0"', 'version = "1.1.0"'));
        expect(setService(edited, entry('resizer', '1.1.0'))).toBe(edited);
      }),
      { numRuns: 150 },
    );
  });

  it('adds a field that an entry lacks and keeps those of the user', () => {
    const text =
      '[[services]]\nname = "a" # first\nsource = "alice/a"\nport = 1\n\n# second\n[[services]]\nname = "b"\n';
    const edited = setService(text, entry('a'));
    expect(parseToml(edited, 'toml').services).toEqual([{ ...entry('a'), port: 1 }, { name: 'b' }]);
    for (const line of ['name = "a" # first', 'port = 1', '# second']) expect(edited).toContain(line);
  });

  it.each([
    'services = []',
    'services = [{ name = "a" }]',
    '[services]',
    'services = "x"',
    '[a',
    'services = [1]',
  ])('refuses a file that it cannot edit: %s', (text) => {
    expect(() => setService(text, entry('resizer'))).toThrow(
      expect.objectContaining({ code: 'PROJECT_FILE' }),
    );
  });
});
