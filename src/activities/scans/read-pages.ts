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

const pageSize = 100;
/** Centra's pages have so many rows where nobody asks for a number: none is cut shorter than that. */
const defaultPage = 20;

/**
 * Reads all pages. The list may shift or shrink while it is read: the offset advances by the rows received, and a row
 * that comes twice is taken as it was seen last. How many rows a page may have is not documented everywhere: a short page
 * is the last one where there was a full one before, or where no page would be cut so short.
 */
export async function readPages<Row>(
  read: (page: { readonly limit: number; readonly offset: number }) => Promise<Listed<Row>>,
  idOf: (row: Row) => string,
  beat: (rows: number) => void,
): Promise<WholeList<Row>> {
  const rows = new Map<string, SeenRow<Row>>();
  const broken: BrokenRow[] = [];
  let received = 0;
  let pages = 0;
  let wasFull = false;
  let firstAt: number | undefined;
  for (;;) {
    const page = await read({ limit: pageSize, offset: received });
    firstAt ??= page.observedAt;
    if (page.received > 0) pages += 1;
    for (const row of page.rows) rows.set(idOf(row), { row, observedAt: page.observedAt });
    broken.push(...page.broken);
    received += page.received;
    beat(received);
    const isLast = page.received < (wasFull ? pageSize : defaultPage);
    if (isLast) return { rows, broken, received, pages, observedAt: firstAt };
    wasFull ||= page.received >= pageSize;
  }
}
