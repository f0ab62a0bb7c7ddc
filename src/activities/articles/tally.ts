import type { ArticlesCounts, ArticlesProgress, UnwrittenRow } from '../../protocol/syncs';
import { mostNamed } from '../../protocol/scans';

/** Rows whose digests go on to the next run: those of the last hours, as a rule. */
const mostHandled = 1_000;

type Part = ArticlesProgress['part'];
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Where a run is, and what has come of it so far. */
export class Tally {
  part: Part;
  page: number;
  row: number;
  collisions: number | undefined;
  readonly refused: { readonly id: string; readonly reason: string }[];
  private readonly counts: Mutable<ArticlesCounts>;
  private readonly skippedBy: Record<string, number>;
  private readonly unwritten: Map<string, UnwrittenRow>;
  private readonly handled: Map<string, string>;

  constructor(from: ArticlesProgress) {
    ({ part: this.part, page: this.page, row: this.row, collisions: this.collisions } = from);
    this.skippedBy = { ...from.counts.skippedBy };
    this.counts = { ...from.counts, skippedBy: this.skippedBy };
    this.refused = [...from.refused];
    this.unwritten = new Map(from.again.map((one) => [one.stockItemId, one]));
    this.handled = new Map(Object.entries(from.handled));
  }

  /** The row that is worked on, and all before it, are done. */
  rowDone(): void {
    this.row += 1;
    this.counts.read += 1;
  }

  /** It was done already, and counted then. */
  rowPassed(): void {
    this.row += 1;
  }

  nextPage(): void {
    this.page += 1;
    this.row = 0;
  }

  nextPart(part: Part): void {
    this.part = part;
    this.page = 1;
    this.row = 0;
  }

  count(what: 'written' | 'unchanged' | 'different'): void {
    this.counts[what] += 1;
  }

  skip(reason: string): void {
    this.skippedBy[reason] = (this.skippedBy[reason] ?? 0) + 1;
  }

  /** A row of a page that cannot be read. */
  broken(id: string, reason: string): void {
    this.counts.read += 1;
    this.refuse(id, reason);
  }

  /** @param again a row that the next run is to try again, whether it changes or not */
  refuse(id: string, reason: string, again?: UnwrittenRow): void {
    this.counts.refused += 1;
    if (this.refused.length < mostNamed) this.refused.push({ id, reason });
    if (again && this.unwritten.size < mostNamed) this.unwritten.set(again.stockItemId, again);
  }

  wasRefused(stockItemId: string): boolean {
    return this.unwritten.has(stockItemId);
  }

  get counted(): ArticlesCounts {
    return this.counts;
  }

  /** For the next run. */
  get again(): readonly UnwrittenRow[] {
    return [...this.unwritten.values()];
  }

  get lately(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.handled);
  }

  /** The next run must not do it again because its cursor overlaps. */
  remember(stockItemId: string, digest: string): void {
    this.handled.delete(stockItemId);
    this.handled.set(stockItemId, digest);
    const [oldest] = this.handled.keys();
    if (this.handled.size > mostHandled && oldest !== undefined) this.handled.delete(oldest);
  }

  digestOf(stockItemId: string): string | undefined {
    return this.handled.get(stockItemId);
  }

  get skipped(): number {
    return Object.values(this.skippedBy).reduce((sum, count) => sum + count, 0);
  }

  progress(): ArticlesProgress {
    const { part, page, row, refused, collisions } = this;
    return {
      ...{ part, page, row, refused },
      counts: this.counts,
      again: this.again,
      handled: this.lately,
      ...(collisions === undefined ? {} : { collisions }),
    };
  }
}

export const nothingCounted: ArticlesCounts = {
  read: 0,
  written: 0,
  unchanged: 0,
  different: 0,
  refused: 0,
  skippedBy: {},
};
