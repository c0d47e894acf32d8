import { visibleText } from '../text.ts';

const ORIGINS: ReadonlyMap<string, string> = new Map([
  ['cli', 'the command line'],
  ['web', 'the web'],
  ['git', 'git push'],
  ['ci', 'CI'],
]);

/** By which door a draft came, in words. */
export function originOf(source: string): string {
  return ORIGINS.get(source) ?? visibleText(source);
}
