import { confirmed, type Difference, type Verdict } from './difference';

/** How many there are on one side, and in which states they are. The states add up to `total`. */
export interface Sum {
  readonly total: number;
  readonly states: Readonly<Record<string, number>>;
}

/** What a comparison says of one part. */
export interface Account {
  /** By what was counted: `good-to-go in retail`, `orders in acme`. */
  readonly sums: Readonly<Record<string, Sum>>;
  readonly differences: readonly Difference[];
  readonly underWay: readonly Difference[];
}

/** Gathers verdicts. Whoever counts a thing says what it is: nothing is in two states or in none. */
export class Accounting {
  private readonly sums = new Map<string, { total: number; states: Map<string, number> }>();
  private readonly differences: Difference[] = [];
  private readonly underWay: Difference[] = [];

  /** @param before what a first reading found; absent: this is the first one */
  constructor(private readonly before?: ReadonlySet<string>) {}

  /** So many are there, as their system counts them: before anybody looks at one. */
  expect(what: string, total: number): void {
    const sum = this.sumOf(what);
    sum.total += total;
  }

  /** One of them is this. @returns its state */
  count(what: string, verdict: Verdict): string {
    const told = confirmed(verdict, this.before);
    const { states } = this.sumOf(what);
    states.set(told.state, (states.get(told.state) ?? 0) + 1);
    this.name(told);
    return told.state;
  }

  /** Named, and counted in another sum or in none. */
  say(verdict: Verdict): void {
    this.name(confirmed(verdict, this.before));
  }

  account(): Account {
    return {
      sums: Object.fromEntries(
        [...this.sums].map(([what, { total, states }]) => [what, { total, states: Object.fromEntries(states) }]),
      ),
      differences: this.differences,
      underWay: this.underWay,
    };
  }

  private name({ difference, underWay }: Verdict): void {
    if (difference) this.differences.push(difference);
    if (underWay) this.underWay.push(underWay);
  }

  private sumOf(what: string) {
    const sum = this.sums.get(what) ?? { total: 0, states: new Map<string, number>() };
    this.sums.set(what, sum);
    return sum;
  }
}

/** Sums whose states do not add up: something was lost or counted twice, which must never be. */
export function unbalanced({ sums }: Pick<Account, 'sums'>): string[] {
  return Object.entries(sums).flatMap(([what, { total, states }]) =>
    Object.values(states).reduce((sum, count) => sum + count, 0) === total ? [] : [what],
  );
}
