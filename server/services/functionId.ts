import { randomBytes } from 'node:crypto';
import type { FunctionId } from '../contract/names.ts';

/** A new function ID: ordered by the time given in milliseconds since 1970, unguessable by its 80 random bits. */
export function newFunctionId(now: number): FunctionId {
  return `fn_${now.toString(16).padStart(12, '0')}${randomBytes(10).toString('hex')}` as FunctionId;
}
