/** Does the work for the next few while the first is used, in their order. What fails, fails when its turn comes. */
export async function* ahead<T, R>(
  all: AsyncIterable<T>,
  count: number,
  work: (one: T) => Promise<R>,
): AsyncGenerator<R> {
  const begun: Promise<R>[] = [];
  for await (const one of all) {
    const running = work(one);
    // Until its turn comes nobody listens.
    running.catch(() => undefined);
    begun.push(running);
    if (begun.length > count) yield await (begun.shift() as Promise<R>);
  }
  for (const running of begun) yield await running;
}
