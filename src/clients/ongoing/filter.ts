import type { HttpRequest } from '../http';

export type FilterValue = string | number | boolean | readonly string[] | readonly number[] | undefined;

type Query = NonNullable<HttpRequest['query']>;

/** The filter as query parameters. Times (epoch milliseconds) are written with an explicit offset, as the API asks. */
export function toQuery(goodsOwnerId: number, filter: object, times: ReadonlySet<string> = new Set()): Query {
  const written = Object.entries(withTimes(filter, times)).map(([name, value]): [string, Query[string]] => [
    name,
    typeof value === 'object' ? value.map(String) : value,
  ]);
  return { goodsOwnerId, ...Object.fromEntries(written) };
}

/** The same as a body. */
export function toBody(goodsOwnerId: number, filter: object, times: ReadonlySet<string>): Record<string, FilterValue> {
  return { goodsOwnerId, ...withTimes(filter, times) };
}

function withTimes(filter: object, times: ReadonlySet<string>): Record<string, FilterValue> {
  const entries = Object.entries(filter as Record<string, FilterValue>);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'number' && times.has(name) ? toTime(value) : value]),
  );
}

/** An empty list asks for nothing; as a query it would vanish and ask for everything. */
export function asksForNothing(filter: object): boolean {
  return Object.values(filter).some((value) => Array.isArray(value) && value.length === 0);
}

function toTime(at: number): string {
  return new Date(at).toISOString().replace('Z', '+00:00');
}
