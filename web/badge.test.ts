import { expect, it } from 'vitest';
import { badge } from './badge.ts';

it('tells the version in text that assistive programs read too', () => {
  const svg = badge('1.2.0', 'stable');
  expect(svg).toContain('aria-label="aerostack: 1.2.0"');
  expect(svg).toMatch(/<text [^>]*>1\.2\.0<\/text>/);
  expect(svg).not.toBe(badge('1.2.0', 'prerelease'));
});

it('is as wide as its text', () => {
  const widthOf = (svg: string) => Number(/width="(\d+)"/.exec(svg)?.[1]);
  expect(widthOf(badge('1.0.0-alpha.beta.1', 'prerelease'))).toBeGreaterThan(
    widthOf(badge('1.0.0', 'stable')),
  );
});

it('takes no markup in', () => {
  expect(badge('"><script>alert(1)</script>', 'unknown')).not.toContain('<script');
});
