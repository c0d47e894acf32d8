import { expect, it } from 'vitest';
import { shown } from '../server/contract/shown.ts';
import { makeContext } from './fixtures/testContext.ts';
import { createOutput } from './output.ts';

const tty = { stdin: true, stdout: true, stderr: true };

it('shows what a terminal would act on, and leaves other text as it is', () => {
  expect(shown('\u001b[31m\u009b1m\u0007\r\n\t')).toBe('\\u001b[31m\\u009b1m\\u0007\\u000d\\u000a\\u0009');
  expect(shown('a\u202eb\u2066c\u200bd\ufeffe\u{e0041}')).toBe('a\\u202eb\\u2066c\\u200bd\\ufeffe\\u{e0041}');
  expect(shown('\ud800x')).toBe('\\ud800x');
  expect(shown('Größe 東京 😀 é')).toBe('Größe 東京 😀 é');
});

it('colours a terminal only, and not where it is told not to', () => {
  const coloured = (more: object) =>
    createOutput({ ...makeContext('/'), isTTY: tty, ...more }).bold('x') !== 'x';
  expect(coloured({})).toBe(true);
  expect(coloured({ isTTY: { ...tty, stdout: false } })).toBe(false);
  expect(coloured({ env: { NO_COLOR: '1' } })).toBe(false);
  expect(coloured({ env: { TERM: 'dumb' } })).toBe(false);
  expect(coloured({ flags: { color: false } })).toBe(false);
});

it('keeps data and talk apart', () => {
  const context = makeContext('/');
  const output = createOutput(context);
  output.data('data');
  output.say('talk');
  output.detail('detail');
  output.json({});
  expect([context.out(), context.err()]).toEqual(['data\n', 'talk\n']);
});

it('is quiet but for warnings, and writes one JSON', () => {
  const context = { ...makeContext('/'), flags: { quiet: true, json: true } };
  const output = createOutput(context);
  output.data('data');
  output.say('talk');
  output.warn('careful');
  output.json({ text: '\u009b\u202e"' });
  expect(context.err()).toBe('warning: careful\n');
  expect(context.out()).not.toMatch(/[\u007f-\u009f\u202e]/);
  expect(JSON.parse(context.out())).toEqual({ text: '\u009b\u202e"' });
});
