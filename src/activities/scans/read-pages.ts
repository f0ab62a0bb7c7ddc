import { pagesByOffset } from '../../clients/centra/pages';
import type { BrokenRow, Listed } from '../../clients/listed';

/** A row, and when its page was asked for. */
export interface SeenRow<Row> {
  readonly row: Row;
  /** Epoch ms. */
  readonly observedAt: number;
}

/** One of Centra's lists, as it was read. */
export interface WholeList<Row> {
  readonly rows: ReadonlyMap<string, SeenRow<Row>>;
  readonly broken: readonly BrokenRow[];
  readonly received: number;
  /** Those with rows. */
  readonly pages: number;
  /** When the first page was asked for: what the list lacks was not there then or later. */
  readonly observedAt: number;
}

/** Broken rows are listed too, where their id can be read: that a record is broken says nothing about its being there. */
export const listedIds = ({ rows, broken }: Pick<WholeList<unknown>, 'rows' | 'broken'>) =>
  new Set([...rows.keys(), ...broken.flatMap(({ id }) => id ?? [])]);

/** A broken row as a result names it. */
export const named = ({ id, at, what }: BrokenRow) => ({ id: id ?? at, reason: `${at}: ${what}` });

/** Reads all pages. A row that comes twice, because the list shifts while it is read, is taken as it was seen last. */
export async function readPages<Row>(
  read: (page: { readonly limit: number; readonly offset: number }) => Promise<Listed<Row>>,
  idOf: (row: Row) => string,
  beat: (rows: number) => void,
): Promise<WholeList<Row>> {
  const rows = new Map<string, SeenRow<Row>>();
  const broken: BrokenRow[] = [];
  let received = 0;
  let pages = 0;
  let firstAt: number | undefined;
  for await (const page of pagesByOffset(read)) {
    firstAt ??= page.observedAt;
    if (page.received > 0) pages += 1;
    for (const row of page.rows) rows.set(idOf(row), { row, observedAt: page.observedAt });
    broken.push(...page.broken);
    received += page.received;
    beat(received);
  }
  // There is a first page always.
  return { rows, broken, received, pages, observedAt: firstAt ?? 0 };
}
