import type { z } from 'zod';
import { RegistryError } from '../contract/errors.ts';

/** Parses what a client sent by a schema; throws `BAD_REQUEST` with a detail per field. */
export function parseInput<T extends z.ZodType>(schema: T, value: unknown, what: string): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const details = result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  const first = details[0];
  throw new RegistryError('BAD_REQUEST', `The ${what} is not valid: ${first?.path}: ${first?.message}`, {
    details,
  });
}
