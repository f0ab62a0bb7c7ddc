import type { Index } from './table';

type Key = number | string;
type Share<Figure extends string, Of extends Key> = readonly [key: Of, figure: Figure, amount: number];
export type AddShare<Figure extends string, Of extends Key = number> = (
  key: Of,
  figure: Figure,
  amount: number,
) => void;

/**
 * Sums over a table, kept while rows change: what every order has allocated of an article, say.
 * Each row's shares are remembered, so that a changed row takes back exactly what it gave.
 */
export class Tally<Row, Figure extends string, Of extends Key = number> implements Index<Row> {
  private readonly sums = new Map<Of, Partial<Record<Figure, number>>>();
  private readonly shares = new Map<string, Share<Figure, Of>[]>();

  /** Hears of every key whose sums have changed. Set after the table was read, which is not a change. */
  changed: (key: Of) => void = () => undefined;

  /** @param sharesOf adds what a row contributes */
  constructor(private readonly sharesOf: (row: Row, add: AddShare<Figure, Of>) => void) {}

  of(key: Of, figure: Figure): number {
    return this.sums.get(key)?.[figure] ?? 0;
  }

  put(key: string, row: Row): void {
    const before = this.shares.get(key) ?? [];
    const after: Share<Figure, Of>[] = [];
    this.sharesOf(row, (of, figure, amount) => {
      if (amount !== 0) after.push([of, figure, amount]);
    });
    if (same(before, after)) return;
    for (const [of, figure, amount] of before) this.add(of, figure, -amount);
    for (const [of, figure, amount] of after) this.add(of, figure, amount);
    if (after.length > 0) this.shares.set(key, after);
    else this.shares.delete(key);
    for (const of of new Set([...before, ...after].map(([touched]) => touched))) this.changed(of);
  }

  remove(key: string): void {
    for (const [of, figure, amount] of this.shares.get(key) ?? []) {
      this.add(of, figure, -amount);
      this.changed(of);
    }
    this.shares.delete(key);
  }

  clear(): void {
    this.sums.clear();
    this.shares.clear();
  }

  private add(key: Of, figure: Figure, amount: number): void {
    let sums = this.sums.get(key);
    if (!sums) this.sums.set(key, (sums = {}));
    sums[figure] = (sums[figure] ?? 0) + amount;
  }
}

function same(a: readonly Share<string, Key>[], b: readonly Share<string, Key>[]): boolean {
  return (
    a.length === b.length &&
    a.every(([key, figure, amount], n) => key === b[n]?.[0] && figure === b[n][1] && amount === b[n][2])
  );
}
