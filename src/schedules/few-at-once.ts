/** What a server may be asked at once without others noticing. */
const few = 4;

/** Does the work for all of them, a few at once; the results are in the order of the items. The first failure ends it. */
export async function fewAtOnce<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += few) {
    results.push(...(await Promise.all(items.slice(start, start + few).map(work))));
  }
  return results;
}
