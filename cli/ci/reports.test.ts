import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RegistryError } from '../../server/contract/errors.ts';
import { makeContext } from '../fixtures/testContext.ts';
import { dotenvReport } from './dotenv.ts';
import { outputLines, stepOutputs, summaryMarkdown } from './githubFiles.ts';
import { type Outcome, outcomeWords, UNKNOWN } from './outcome.ts';
import { withoutWorkflowCommands } from './quietLog.ts';

const published: Outcome = {
  ...UNKNOWN,
  ...{ folder: 'functions/greeter', slug: 'greeter', author: 'alice', version: '1.0.0' },
  ...{ action: 'created', published: true, id: 'fn_1', hub: 'https://hub/functions/alice/greeter' },
};

/** Reads `$GITHUB_OUTPUT` as the runner does. */
function outputsOf(text: string): Record<string, string> {
  const read: Record<string, string> = {};
  const lines = text.split('\n');
  for (let at = 0; at < lines.length - 1; at += 1) {
    const [, name = '', delimiter = ''] = /^([^=<]+)<<(.+)$/.exec(lines[at]!) ?? [];
    const end = lines.indexOf(delimiter, at);
    read[name] = lines.slice(at + 1, end).join('\n');
    at = end;
  }
  return read;
}

describe('outputs of a step', () => {
  it('tell of one function by its fields, of several by a list', () => {
    const one = outputsOf(outputLines(stepOutputs([published])));
    expect(one).toMatchObject({
      ...{ slug: 'greeter', version: '1.0.0', url: published.hub, action: 'created', changed: 'true' },
      published: '["greeter@1.0.0"]',
    });
    expect(JSON.parse(stepOutputs([{ ...published, action: 'unchanged' }]).published!)).toEqual([]);
    const two = stepOutputs([published, { ...published, slug: 'other', action: 'unchanged' }]);
    expect(two.slug).toBeUndefined();
    expect(JSON.parse(two.functions!)).toHaveLength(2);
  });

  it('hold any text, and none of it becomes another output', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('\n', 'x=1', 'a<<b', 'end_', 'b')), (parts) => {
        const value = parts.join('');
        expect(outputsOf(outputLines({ first: value, last: 'x' }))).toEqual({ first: value, last: 'x' });
      }),
    );
  });
});

it('writes hostile names into the summary as text', () => {
  const error = new RegistryError('INVALID_MANIFEST', '<img src=x> | [a](javascript:x)\n# big');
  const text = summaryMarkdown(
    [{ ...UNKNOWN, folder: '![x](http://evil)|`', action: 'failed', error }],
    false,
  );
  expect(text).not.toMatch(/<img|\]\(|javascript:|\n# big|`/);
  expect(text.split('\n').filter((line) => line.startsWith('| '))).toHaveLength(2);
});

it('writes what the details say, and each sentence with one full stop', () => {
  const details = [{ path: 'index.ts', line: 3, message: 'Unexpected "x"' }];
  const error = new RegistryError('NOT_PUBLISHABLE', 'greeter cannot be published: Unexpected "x".', {
    details,
  });
  const text = summaryMarkdown([{ ...published, action: 'failed', error }], false);
  expect(text).toMatch(/Unexpected &#34;x&#34;\. Mend/);
  expect(text).toContain('\n  - index.ts&#58;3&#58; Unexpected');
});

it('says what this job published, and what was published before', () => {
  expect(outcomeWords(published)).toBe('created, published');
  expect(outcomeWords(published, true)).toBe('would be created, published');
  expect(outcomeWords({ ...published, action: 'unchanged' })).toBe('unchanged (1.0.0 is published)');
});

it('writes one line for each variable of a dotenv report, whatever the values hold', () => {
  const hub = 'https://hub/\nPATH=/evil "$(x)"';
  expect(dotenvReport([{ ...published, hub }])).toMatch(
    /^AEROSTACK_PUBLISHED=greeter@1\.0\.0\n(?:AEROSTACK_[A-Z]+=[^\n"$()]*\n){6}$/,
  );
  expect(dotenvReport([published, published])).toBe('AEROSTACK_PUBLISHED=greeter@1.0.0 greeter@1.0.0\n');
});

it('writes no line that the log of a job on GitHub would take for a command', () => {
  const context = makeContext('/');
  const { stdout, stderr } = withoutWorkflowCommands(context);
  stdout.write('::add-mask::x\n  ::error::y\nplain :: text\n');
  stderr.write('a ##[add-path]x\n');
  expect(context.out()).toBe(': :add-mask::x\n  : :error::y\nplain :: text\n');
  expect(context.err()).toBe('a # #[add-path]x\n');
});
