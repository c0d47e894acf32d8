import { RegistryError } from '../contract/errors.ts';

/** Does what one owner asks for one after the other, whatever others do. */
export type InTurn = <T>(owner: string, action: () => Promise<T>) => Promise<T>;

/** Makes the turns; where an owner has `most` of them already, the next throws `BUSY`. */
export function createTurns(most: number): InTurn {
  const queues = new Map<string, { last: Promise<unknown>; length: number }>();
  return async (owner, action) => {
    const queue = queues.get(owner) ?? { last: Promise.resolve(), length: 0 };
    if (queue.length >= most)
      throw new RegistryError('BUSY', `${most} checks of this account are waiting already`);
    const turn = queue.last.then(action);
    queues.set(owner, queue);
    queue.length += 1;
    queue.last = turn.catch(() => {});
    try {
      return await turn;
    } finally {
      queue.length -= 1;
      if (queue.length === 0) queues.delete(owner);
    }
  };
}
