import { describe, expect, it } from 'vitest';
import type { ChangeLevel } from './changeLevel.ts';
import { proposeVersion } from './proposeVersion.ts';

function proposed(stated: string | undefined, published: string[], level?: ChangeLevel['level']) {
  const change = level && { level, reasons: [] };
  const {
    choices,
    preselected,
    taken,
    level: of,
  } = proposeVersion(stated as never, published as never, change);
  const shown = choices.map(({ kind, version }) => `${kind === preselected ? '*' : ''}${kind} ${version}`);
  return { shown: shown.join(', '), ...(taken ? { taken } : {}), ...(of ? { of } : {}) };
}

describe('the first version', () => {
  it('is the one stated, else 1.0.0', () => {
    expect(proposed('0.3.0', [])).toEqual({ shown: '*as it is 0.3.0' });
    expect(proposed(undefined, [])).toEqual({ shown: '*as it is 1.0.0' });
  });
});

describe('a later version', () => {
  it.each([
    ['patch', 'patch 1.0.1', '*patch 1.0.1, minor 1.1.0, major 2.0.0'],
    ['minor', 'minor 1.1.0', 'patch 1.0.1, *minor 1.1.0, major 2.0.0'],
    ['major', 'major 2.0.0', 'patch 1.0.1, minor 1.1.0, *major 2.0.0'],
  ] as const)('of a %s change is preselected, and what is stated is said to be taken', (level, _, shown) => {
    expect(proposed('1.0.0', ['1.0.0'], level)).toEqual({ shown, taken: '1.0.0', of: level });
  });

  it('that is stated, free and the highest goes first', () => {
    expect(proposed('1.4.0', ['1.0.0'], 'major').shown).toBe(
      '*as it is 1.4.0, patch 1.0.1, minor 1.1.0, major 2.0.0',
    );
    expect(proposed('1.0.1', ['1.0.0'], 'major').shown).toBe('*as it is 1.0.1, minor 1.1.0, major 2.0.0');
    expect(proposed('2.0.0-rc.1', ['1.0.0'], 'major').shown).toMatch(/^\*as it is 2\.0\.0-rc\.1, /);
  });

  it('that mends an old line can be taken, but is not what the change speaks for', () => {
    expect(proposed('1.0.1', ['2.0.0', '1.0.0'], 'patch').shown).toBe(
      'as it is 1.0.1, *patch 2.0.1, minor 2.1.0, major 3.0.0',
    );
  });

  it('of a draft that states none is the next patch, or what the change speaks for', () => {
    expect(proposed(undefined, ['1.0.0'], 'patch').shown).toBe('*as it is 1.0.1, minor 1.1.0, major 2.0.0');
    expect(proposed(undefined, ['1.0.0'], 'major').shown).toBe('as it is 1.0.1, minor 1.1.0, *major 2.0.0');
  });

  it('skips numbers that are taken, and prereleases of them are none', () => {
    expect(proposed('1.0.0', ['1.0.0', '1.1.0-rc.1'], 'minor').shown).toBe(
      'patch 1.0.1, *minor 1.1.0, major 2.0.0',
    );
  });

  it('below 1.0.0 raises the minor number for what breaks', () => {
    expect(proposed('0.1.0', ['0.1.0'], 'major')).toEqual({
      shown: 'patch 0.1.1, *minor 0.2.0, major 1.0.0',
      taken: '0.1.0',
      of: 'minor',
    });
  });

  it('above a prerelease alone is the release', () => {
    expect(proposed('1.0.0-rc.1', ['1.0.0-rc.1'], 'patch').shown).toMatch(/^\*patch 1\.0\.0/);
  });

  it('without a judgement takes the first choice', () => {
    expect(proposed('1.0.0', ['1.0.0']).shown).toMatch(/^\*patch 1\.0\.1/);
  });
});
