import * as z from 'zod';
import { RegistryError } from '../contract/errors.ts';
import { opaqueText, opaqueValues } from './opaqueCursor.ts';

/** The place of an entry in an account's activity. */
export interface ActivityPlace {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly id: string;
}

const schema = z.tuple([z.int().nonnegative(), z.string().regex(/^aud_[0-9a-f]{32}$/)]);

/** An opaque text that names the entry after which the next page starts. */
export function encodeActivityCursor({ at, id }: ActivityPlace): string {
  return opaqueText([at, id]);
}

/** The place a cursor names; throws `BAD_REQUEST` where it is malformed. */
export function decodeActivityCursor(cursor: string): ActivityPlace {
  const parsed = schema.safeParse(opaqueValues(cursor));
  if (!parsed.success)
    throw new RegistryError('BAD_REQUEST', 'The cursor is not one that this page gave', {
      hint: 'Start again without a cursor.',
    });
  const [at, id] = parsed.data;
  return { at, id };
}
