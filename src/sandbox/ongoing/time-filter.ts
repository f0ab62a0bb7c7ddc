import type { Query } from '../http/query';

/** Which time of a document a filter means, and whether the query's time is its lower or its upper bound. */
export interface TimeBound<Row> {
  bound: 'from' | 'to';
  /** Epoch milliseconds; null: it never happened. */
  of: (row: Row) => number | null;
}

/** Times have a resolution of one second; fractions are ignored, on both sides. */
export function timeFilter<Row>(
  name: string,
  query: Query,
  { bound, of }: TimeBound<Row>,
): ((row: Row) => boolean) | string {
  const wanted = seconds(Date.parse(query.text(name) ?? ''));
  if (Number.isNaN(wanted)) return `${name} is not a date and time.`;
  return (row) => {
    const at = of(row);
    return at !== null && (bound === 'from' ? seconds(at) >= wanted : seconds(at) <= wanted);
  };
}

const seconds = (at: number) => Math.floor(at / 1000);
