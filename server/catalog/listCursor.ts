import * as z from 'zod';
import { RegistryError } from '../contract/errors.ts';
import { SORTS } from '../contract/vocabulary.ts';
import { opaqueText, opaqueValues } from '../domain/opaqueCursor.ts';

/** The order of a listing. */
export type Sort = (typeof SORTS)[number];

/** The place of a function in a listing: its sort's three keys, then account and slug, each ascending. */
export type Place = readonly [
  key1: string | number,
  key2: number,
  key3: number,
  account: string,
  slug: string,
];

const cursorSchema = z.tuple([
  z.enum(SORTS),
  z.union([z.string(), z.number()]),
  z.number(),
  z.number(),
  z.string(),
  z.string(),
]);

/** An opaque text that names the place after which the next page starts. */
export function encodeCursor(sort: Sort, place: Place): string {
  return opaqueText([sort, ...place]);
}

/** The place a cursor names; throws `BAD_REQUEST` where it is malformed or from a listing in another order. */
export function decodeCursor(sort: Sort, cursor: string): Place {
  const parsed = cursorSchema.safeParse(opaqueValues(cursor));
  const [ofSort, ...place] = parsed.success ? parsed.data : [];
  const keyType = sort === 'name' ? 'string' : 'number';
  if (ofSort !== sort || typeof place[0] !== keyType) {
    throw new RegistryError('BAD_REQUEST', 'The cursor is not one that this listing gave', {
      hint: 'Start again without a cursor, and keep the other parameters while paging.',
    });
  }
  return place as unknown as Place;
}
