import type { IndexDatabase } from '../catalog/indexDatabase.ts';

/** What is kept in memory, and must not be once it was taken down. */
export interface Forgetting {
  /** Registers what lets go of all that a cache holds. */
  onTakedown(forget: () => void): void;
  /** Lets go of everything where anything was taken down since, by whatever process; to be called at every request. */
  forgetTakenDown(): void;
}

/** Makes it; versions are taken down so rarely that all is forgotten then. */
export function createForgetting(index: Pick<IndexDatabase, 'takedownMark'>): Forgetting {
  const caches: (() => void)[] = [];
  let known = index.takedownMark();
  return {
    onTakedown: (forget) => void caches.push(forget),
    forgetTakenDown() {
      const mark = index.takedownMark();
      if (mark === known) return;
      known = mark;
      for (const forget of caches) forget();
    },
  };
}
