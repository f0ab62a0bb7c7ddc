import type { Simulators } from '../../../src/sandbox';

type Counters = ReturnType<Simulators['control']['counters']>['calls'];
export type Calls = Record<string, number>;

/** Calls per operation, over all stores and goods owners. */
export function allCalls(counters: Counters): Calls {
  const calls: Calls = {};
  for (const [system, places] of Object.entries(counters)) {
    for (const place of Object.values(places)) {
      for (const [operation, count] of Object.entries(place.calls)) {
        const name = `${system} ${operation}`;
        calls[name] = (calls[name] ?? 0) + count;
      }
    }
  }
  return calls;
}

/** What has been called since. */
export const difference = (after: Calls, before: Calls): Calls =>
  Object.fromEntries(
    Object.entries(after)
      .map(([name, count]): [string, number] => [name, count - (before[name] ?? 0)])
      .filter(([, count]) => count > 0),
  );
