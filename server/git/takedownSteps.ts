/** The named steps of a takedown, in the order in which they are reached. */
export const TAKEDOWN_STEPS = ['takedown:begun', 'takedown:moved', 'takedown:purged'] as const;

/** A step of a takedown after which a process may be killed. */
export type TakedownStep = (typeof TAKEDOWN_STEPS)[number];
