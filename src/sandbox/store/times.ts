import { SortedList } from './sorted-list';
import type { Index } from './table';

interface Moment<Row> {
  at: number;
  key: string;
  row: Row;
}

/** Rows by a time that changes (the last status change, say): what changed since then is found without a scan. */
export class Times<Row> implements Index<Row> {
  private readonly list = new SortedList<Moment<Row>>((a, b) => a.at - b.at || compareKeys(a.key, b.key));
  private readonly filed = new Map<string, Moment<Row>>();

  /** @param atOf epoch milliseconds; undefined: it never happened */
  constructor(private readonly atOf: (row: Row) => number | undefined | null) {}

  /** Rows whose time is not before `from` (epoch milliseconds). */
  since(from: number): Row[] {
    return this.list.slice(this.list.first((moment) => moment.at >= from)).map((moment) => moment.row);
  }

  /** How many rows that is: what is long is better found by looking at all of them, in the order one wants. */
  countSince(from: number): number {
    return this.list.length - this.list.first((moment) => moment.at >= from);
  }

  put(key: string, row: Row): void {
    const at = this.atOf(row);
    const filed = this.filed.get(key);
    if (filed && filed.at === at && filed.row === row) return;
    if (filed) this.remove(key);
    if (at == null) return;
    const moment = { at, key, row };
    this.list.add(moment);
    this.filed.set(key, moment);
  }

  remove(key: string): void {
    const filed = this.filed.get(key);
    if (!filed) return;
    this.list.remove(filed);
    this.filed.delete(key);
  }

  clear(): void {
    this.list.clear();
    this.filed.clear();
  }
}

const compareKeys = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
