import type { Request } from 'express';

type Pattern = string | RegExp;

/**
 * The template of the route that took a request, such as `/users/:username`; never what a caller has put into its place,
 * of which there may be any number. `none` where no route took it.
 */
export function routeOf({ route }: Request): string {
  const path = (route as { path: Pattern | readonly Pattern[] } | undefined)?.path;
  const [pattern] = [path].flat() as [Pattern | undefined];
  if (pattern === undefined) return 'none';
  return typeof pattern === 'string' ? pattern : templateOf(pattern);
}

/** Routes of git are regular expressions: what stands for a name is its only group that holds a class. */
function templateOf({ source }: RegExp): string {
  const plain = source.replace(/^\^|\$$/g, '').replaceAll('\\', '');
  return plain.replace(/\(\[[^\]]+\][^)]*\)/g, ':account').replace(/\((\/\w+)\)\?/g, '[$1]');
}
