/** Runs `work` for every item, so many at once. The first failure ends it. */
export async function inParallel<T>(
  most: number,
  items: AsyncIterable<T> | Iterable<T>,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const iterator = (async function* () {
    yield* items;
  })();
  // Generators serve one `next` at a time, so workers take turns and none sees an item twice.
  const worker = async () => {
    for await (const item of { [Symbol.asyncIterator]: () => ({ next: () => iterator.next() }) }) await work(item);
  };
  await Promise.all(Array.from({ length: most }, worker));
}
