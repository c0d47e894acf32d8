/** The named steps of one write, in the order in which they are reached. */
export const WRITE_STEPS = [
  'pack:temporary',
  'pack:renamed',
  'index:renamed',
  'refs:prepared',
  'refs:committed',
  'refs:synced',
] as const;

/** A step of a write after which a process may be killed. */
export type WriteStep = (typeof WRITE_STEPS)[number];
