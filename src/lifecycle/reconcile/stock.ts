import { Accounting, type Account } from './account';
import type { DifferenceKind, Verdict } from './difference';

/** What comes of comparing one row of Centra's stock list. */
export type StockRowSeen = { readonly id: string } & (
  | { readonly is: 'same' | 'not-in-ongoing' | 'no-stock' | 'no-number' }
  /** Orders have reserved more than is there, and Centra shows no less than that. */
  | { readonly is: 'clamped' }
  | {
      readonly is: 'different';
      readonly centra: number | string;
      readonly ongoing: number | string;
      readonly waits?: string;
    }
  | { readonly is: 'unknown'; readonly why: string }
);

/** One direction of stock figures, as both systems were read. */
export interface StockSeen {
  readonly goodsOwner: string;
  readonly store: string;
  readonly what: 'physical' | 'available';
  readonly rows: Iterable<StockRowSeen>;
  readonly rowCount: number;
  readonly unreadable: readonly string[];
}

export const stockSum = (what: StockSeen['what'], store: string) => `rows of ${what} stock in ${store}`;

/** Every row of Centra's stock list in exactly one named state. */
export function reconcileStock(seen: StockSeen, before?: ReadonlySet<string>): Account {
  const accounting = new Accounting(before);
  const sum = stockSum(seen.what, seen.store);
  accounting.expect(sum, seen.rowCount + seen.unreadable.length);
  for (const row of seen.rows) accounting.count(sum, ofRow(row, seen));
  for (const id of seen.unreadable) {
    const difference = { kind: 'unreadable', id: `${seen.store}/${id}`, ongoing: '', reason: 'unreadable' } as const;
    accounting.count(sum, { state: 'unreadable', difference: { ...difference, centra: 'cannot be read' } });
  }
  return accounting.account();
}

const states = {
  same: 'the same',
  clamped: 'as many as are reserved',
  'not-in-ongoing': 'not in Ongoing',
  'no-stock': 'without stock of their own',
  'no-number': 'without an article number',
} as const;

function ofRow(row: StockRowSeen, { goodsOwner, what }: StockSeen): Verdict {
  const id = `${goodsOwner}/${row.id}`;
  const kind: DifferenceKind = what === 'physical' ? 'stock-different' : 'available-different';
  switch (row.is) {
    case 'unknown':
      return {
        state: 'cannot be compared',
        difference: { kind: 'stock-unknown', id, centra: '', ongoing: '', reason: row.why },
      };
    case 'different': {
      const difference = { kind, id, centra: String(row.centra), ongoing: String(row.ongoing) };
      if (row.waits !== undefined) return { state: 'waits', underWay: { ...difference, reason: row.waits } };
      const reason = `the next run of stock/${goodsOwner} writes it, unless it is refused`;
      return { state: 'different', difference: { ...difference, reason } };
    }
    default:
      return { state: states[row.is] };
  }
}
