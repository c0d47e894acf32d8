/** Turns that are taken in the order in which they were asked for, one at a time for each key. */
export interface Fifo<Key> {
  /** Resolves with the function that ends the turn; `undefined` where it did not come within `timeoutMs`. */
  turn(key: Key, timeoutMs: number): Promise<(() => void) | undefined>;
}

/** Makes queues that exist only while somebody stands in them. */
export function createFifo<Key>(): Fifo<Key> {
  const queues = new Map<Key, (() => void)[]>();

  const endTurn = (key: Key) => () => {
    const next = queues.get(key)?.shift();
    if (next) next();
    else queues.delete(key);
  };

  return {
    async turn(key, timeoutMs) {
      const queue = queues.get(key);
      if (!queue) {
        queues.set(key, []);
        return endTurn(key);
      }
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          queue.splice(queue.indexOf(start), 1);
          resolve(undefined);
        }, timeoutMs);
        const start = () => {
          clearTimeout(timer);
          resolve(endTurn(key));
        };
        queue.push(start);
      });
    },
  };
}
