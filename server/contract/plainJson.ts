import { RegistryError } from './errors.ts';
import { quote } from './names.ts';

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
const MAX_DEPTH = 64;

/**
 * Throws `FORBIDDEN_KEY` where parsed JSON, TOML or YAML has a key that would reach an object's prototype, and
 * `LIMIT_EXCEEDED` where it is nested deeper than 64 levels. Walks without recursion.
 */
export function assertPlain(value: unknown): void {
  const open: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    if (typeof next.value !== 'object' || next.value === null) continue;
    if (next.depth >= MAX_DEPTH)
      throw new RegistryError('LIMIT_EXCEEDED', `The data is nested deeper than ${MAX_DEPTH} levels`);
    for (const key of Object.keys(next.value)) {
      if (FORBIDDEN.has(key))
        throw new RegistryError('FORBIDDEN_KEY', `The key ${quote(key)} is not accepted`);
      open.push({ value: (next.value as Record<string, unknown>)[key], depth: next.depth + 1 });
    }
  }
}

/**
 * Parses JSON from outside into plain data; `what` names it in the error. Throws `INVALID_JSON`, also for a key that
 * an object has twice, or as {@link assertPlain}.
 */
export function parseJson(text: string, what: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new RegistryError('INVALID_JSON', `${what} is not valid JSON: ${(cause as Error).message}`, {
      cause,
    });
  }
  const twice = repeatedKey(text);
  if (twice !== undefined)
    throw new RegistryError('INVALID_JSON', `${what} has the key ${quote(twice)} twice`);
  assertPlain(value);
  return value;
}

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:]/g;

/**
 * A key that an object of valid JSON has more than once. Readers differ in which of the two they take, and editing one
 * leaves the other, so that such a text says different things to different programs.
 */
function repeatedKey(json: string): string | undefined {
  const open: (Set<string> | undefined)[] = [];
  let text = '';
  for (const [token] of json.matchAll(TOKEN)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      const key = JSON.parse(text) as string;
      if (open.at(-1)?.has(key)) return key;
      open.at(-1)?.add(key);
    } else text = token;
  }
  return undefined;
}
