import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ROOT } from '../../fixtures/processes.ts';
import { createHighlight } from './highlight.ts';
import { createSourceAside } from './sourceAside.ts';
import { createSourceJobs, type RunSourceJob } from './sourceJobs.ts';

const BUILT = pathToFileURL(join(ROOT, 'dist/sourceThread.js'));
const jobs = createSourceJobs();
/** So patient that no answer depends on how busy the machine is. */
const here: RunSourceJob = (job) => jobs(job, 60_000);

const textOf = (lines: readonly string[]) =>
  lines
    .map((line) =>
      line
        .replace(/<\/?span[^>]*>/g, '')
        .replaceAll('&lt;', '<')
        .replaceAll('&amp;', '&'),
    )
    .join('\n');

test('source is coloured by classes, one element a line', async () => {
  const highlight = createHighlight(here);
  const lines = await highlight('// a < b & c\nexport const x: Foo = "y";\r\n\nf(1)', 'ts');
  expect(lines).toHaveLength(4);
  expect(lines[0]).toBe('<span class="tk-comment">// a &lt; b &amp; c</span>');
  expect(lines[1]).toContain('<span class="tk-keyword">export</span>');
  expect(lines[1]).toContain('<span class="tk-type">Foo</span>');
  expect(lines[1]).toContain('<span class="tk-string">"y"</span>');
  expect(lines[3]).toContain('<span class="tk-function">f</span>');
});

test('every language that is offered has its grammar', async () => {
  const highlight = createHighlight(here);
  const samples = {
    tsx: '<a b="c">d</a>;',
    js: 'const a = 1;',
    jsx: '<a b="c">d</a>;',
    json: '{"a": 1}',
    md: '# a',
    yml: 'a: b',
    toml: 'a = 1',
    sql: 'SELECT 1',
    css: 'a { color: red }',
    html: '<p class="a">b</p>',
    Shell: 'echo "$A"',
  };
  for (const [name, code] of Object.entries(samples)) {
    const lines = await highlight(code, name);
    expect([name, lines.join('').includes('class="tk-')]).toEqual([name, true]);
    expect(textOf(lines)).toBe(code);
  }
});

test('whatever the source, only our own elements come out, and the text is the source', async () => {
  const highlight = createHighlight(here);
  const part = fc.constantFrom(
    '<script>',
    '</span>',
    '`${',
    '"',
    "'",
    '/*',
    '*/',
    '&lt;',
    '\n',
    ' a',
    '{',
    '//',
  );
  const language = fc.constantFrom('ts', 'html', 'md', 'css', 'none');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(part, fc.string()), { maxLength: 12 }),
      language,
      async (parts, name) => {
        const code = parts.join('').replace(/\r\n?/g, '\n');
        const lines = await highlight(code, name);
        expect(lines.join('').replace(/<span class="tk-[a-z]+">|<\/span>/g, '')).not.toContain('<');
        expect(textOf(lines)).toBe(code.replace(/\n$/, ''));
      },
    ),
    { numRuns: 60 },
  );
});

test('the same source is coloured once, by its content', async () => {
  let asked = 0;
  const counting: RunSourceJob = (job) => {
    asked += 1;
    return here(job);
  };
  const highlight = createHighlight(counting);
  const [first, second] = await Promise.all([highlight('let a;', 'ts'), highlight('let a;', 'typescript')]);
  await highlight('let a;\n', 'js');
  expect(first).toBe(second);
  expect(asked).toBe(2);
});

test('what is large, unknown, or refused by the worker is plain', async () => {
  const refusing = createHighlight(async () => undefined);
  expect(await refusing('<a>\n', 'ts')).toEqual(['&lt;a>']);
  const highlight = createHighlight(async () => {
    throw new Error('not to be asked');
  });
  expect(await highlight('a\nb\n', 'cobol')).toEqual(['a', 'b']);
  expect(await highlight(`${'a\n'.repeat(200_000)}`, 'ts')).toHaveLength(200_000);
  expect(await highlight('', 'cobol')).toEqual([]);
});

test('code nested too deep for a grammar is plain from there on', async () => {
  const code = `${'`${'.repeat(300)}\n`.repeat(3);
  expect(textOf(await createHighlight(here)(code, 'ts'))).toBe(code.trimEnd());
  expect(await createHighlight(here)('('.repeat(900).repeat(1), 'ts')).toHaveLength(1);
});

test('what goes on over several lines keeps its colour, however many there are', async () => {
  const comment = `/*\n${'words\n'.repeat(50)}*/`;
  const lines = await createHighlight(here)(`${comment}\nconst a = \`\n${'text\n'.repeat(50)}\`;\n`, 'ts');
  expect(lines).toHaveLength(104);
  for (const line of lines.slice(1, 51)) expect(line).toBe('<span class="tk-comment">words</span>');
  for (const line of lines.slice(53, 103)) expect(line).toBe('<span class="tk-string">text</span>');
});

test('what there is no time for is plain, and tried again later', async () => {
  const hurried = createHighlight((job) => jobs(job, -1));
  expect(await hurried('let a = 1;\n\nlet b;\n', 'ts')).toEqual(['let a = 1;', '', 'let b;']);
});

test('code that keeps a rule busy is given up at the deadline, and the next is coloured', async () => {
  const highlight = createHighlight(createSourceAside(BUILT, { deadline: 1, most: 1 }));
  const slow = `${'a<b('.repeat(240)}\n`.repeat(250);
  expect(textOf(await highlight(slow, 'ts'))).toBe(slow.trimEnd());
  const aside = createSourceAside(BUILT, { deadline: 60_000 });
  const patient = createHighlight((job) => aside(job, 60_000));
  expect((await patient('let a;', 'ts')).join('')).toContain('tk-keyword');
});
