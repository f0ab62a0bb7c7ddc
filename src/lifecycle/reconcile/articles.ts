import { Accounting, type Account } from './account';
import type { Verdict } from './difference';

/** One field that the two systems fill differently. */
export interface FieldSeen {
  readonly field: string;
  readonly centra: string | number | boolean;
  /** Absent: it has no value there. */
  readonly ongoing?: string | number | boolean;
}

/** A row of Centra's registry, each once: whether it is synchronised, and what Ongoing has of it. */
export type RowSeen = { readonly stockItemId: string } & (
  | { readonly is: 'left-out' }
  | { readonly is: 'unmappable'; readonly id: string; readonly reason: string }
  | {
      readonly is: 'article';
      readonly articleNumber: string;
      /** Ongoing has it. */
      readonly isThere: boolean;
      readonly fields: readonly FieldSeen[];
    }
);

/** Two article registries, as they were read. */
export interface ArticlesSeen {
  readonly goodsOwner: string;
  readonly store: string;
  readonly rows: Iterable<RowSeen>;
  readonly rowCount: number;
  /** Records of Centra's that cannot be read, by id or place. */
  readonly unreadable: readonly string[];
  /** Rows that have a number, by it, whether they are synchronised or not. */
  readonly sharing: (articleNumber: string) => readonly string[];
  /** What Ongoing has: numbers, and those that cannot be read. */
  readonly ongoing: ReadonlySet<string>;
  readonly ongoingUnreadable: readonly string[];
  /** Differences are written over, by the next full comparison. */
  readonly overwrites: boolean;
}

export const rowsSum = (store: string) => `article rows in ${store}`;
export const articlesSum = (goodsOwner: string) => `articles of ${goodsOwner} in Ongoing`;

/** Every row of Centra's registry, and every article of Ongoing's, in exactly one named state. */
export function reconcileArticles(seen: ArticlesSeen, before?: ReadonlySet<string>): Account {
  const accounting = new Accounting(before);
  const { goodsOwner, store, ongoing } = seen;
  const alsoInCentra = new Set<string>();
  accounting.expect(rowsSum(store), seen.rowCount + seen.unreadable.length);
  for (const row of seen.rows) {
    accounting.count(rowsSum(store), ofRow(row, seen));
    if (row.is === 'article' && row.isThere) alsoInCentra.add(row.articleNumber);
  }
  for (const id of seen.unreadable) {
    accounting.count(rowsSum(store), unreadable(`${store}/${id}`, 'cannot be read', ''));
  }
  accounting.expect(articlesSum(goodsOwner), ongoing.size + seen.ongoingUnreadable.length);
  for (const number of ongoing) {
    accounting.count(articlesSum(goodsOwner), {
      state: alsoInCentra.has(number) ? 'also in Centra' : 'only in Ongoing',
    });
  }
  for (const id of seen.ongoingUnreadable) {
    accounting.count(articlesSum(goodsOwner), unreadable(`${goodsOwner}/${id}`, '', 'cannot be read'));
  }
  return accounting.account();
}

const unreadable = (id: string, centra: string, ongoing: string): Verdict => ({
  state: 'unreadable',
  difference: { kind: 'unreadable', id, centra, ongoing, reason: 'unreadable' },
});

function ofRow(row: RowSeen, { goodsOwner, sharing, overwrites }: ArticlesSeen): Verdict {
  if (row.is === 'left-out') return { state: 'left out' };
  if (row.is === 'unmappable') {
    const id = `${goodsOwner}/${row.id}`;
    const difference = {
      kind: 'article-unmappable',
      id,
      centra: `stock item ${row.stockItemId}`,
      ongoing: '',
    } as const;
    return { state: 'cannot be mapped', difference: { ...difference, reason: row.reason } };
  }
  const { articleNumber, stockItemId, isThere, fields } = row;
  const id = `${goodsOwner}/${articleNumber}`;
  const others = sharing(articleNumber).filter((one) => one !== stockItemId);
  if (others.length > 0) {
    const centra = `stock items ${[stockItemId, ...others].sort().join(', ')}`;
    const reason = 'several rows have this article number: none of them is written';
    const difference = { kind: 'article-collision', id, centra, ongoing: isThere ? 'there' : '', reason } as const;
    return { state: 'with the number of another', difference };
  }
  if (!isThere) {
    const reason = `the next run of articles/${goodsOwner} writes it, unless Ongoing refuses it`;
    const difference = {
      kind: 'article-missing',
      id,
      centra: `stock item ${stockItemId}`,
      ongoing: '',
      reason,
    } as const;
    return { state: 'missing in Ongoing', difference };
  }
  if (fields.length === 0) return { state: 'the same' };
  const shown = (side: 'centra' | 'ongoing') => fields.map((one) => `${one.field} ${one[side] ?? '(none)'}`).join(', ');
  const reason = overwrites
    ? `the next full run of articles/${goodsOwner} writes it over`
    : 'it is left as the warehouse has it (`articles.overwrite`)';
  const difference = {
    kind: 'article-different',
    id,
    centra: shown('centra'),
    ongoing: shown('ongoing'),
    reason,
  } as const;
  return { state: 'different', difference };
}
