/**
 * Takes from `source` while what came is being worked on, and hands over whatever has come since, at most `most` at a time.
 * No more than `most` wait, so that memory does not grow when work is slower than reading. A failure of the source comes
 * behind everything that it gave before.
 */
export async function* readAhead<T>(source: AsyncIterable<T>, most: number): AsyncGenerator<T[]> {
  const waiting: T[] = [];
  let [isOver, isStopped] = [false, false];
  let arrival = Promise.withResolvers<void>();
  let room = Promise.withResolvers<void>();
  const reading = take().finally(() => {
    isOver = true;
    arrival.resolve();
  });
  // Looked at below, unless the taker stops first.
  reading.catch(() => undefined);

  async function take(): Promise<void> {
    for await (const item of source) {
      waiting.push(item);
      arrival.resolve();
      if (waiting.length >= most && !isStopped) {
        room = Promise.withResolvers();
        await room.promise;
      }
      if (isStopped) return;
    }
  }

  try {
    for (;;) {
      const items = waiting.splice(0);
      room.resolve();
      if (items.length > 0) yield items;
      else if (isOver) break;
      else {
        arrival = Promise.withResolvers();
        await arrival.promise;
      }
    }
    await reading;
  } finally {
    isStopped = true;
    room.resolve();
  }
}
