import type { HttpRequest } from '../http';

export type FilterValue = string | number | boolean | readonly string[] | undefined;

/** The filter as query parameters. Times (epoch milliseconds) are written with an explicit offset, as the API asks. */
export function toQuery(
  goodsOwnerId: number,
  filter: object,
  times: ReadonlySet<string> = new Set(),
): NonNullable<HttpRequest['query']> {
  const entries = Object.entries(filter as Record<string, FilterValue>);
  const written = entries.map(([name, value]): [string, FilterValue] => [
    name,
    typeof value === 'number' && times.has(name) ? toTime(value) : value,
  ]);
  return { goodsOwnerId, ...Object.fromEntries(written) };
}

/** An empty list asks for nothing; as a query it would vanish and ask for everything. */
export function asksForNothing(filter: object): boolean {
  return Object.values(filter).some((value) => Array.isArray(value) && value.length === 0);
}

function toTime(at: number): string {
  return new Date(at).toISOString().replace('Z', '+00:00');
}
