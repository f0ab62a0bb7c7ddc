import type { Shipment } from '../../clients/centra/schema';
import type { BrokenRow } from '../../clients/listed';
import type { StoreRoom } from '../rooms';

/** Centra's list of good-to-go shipments, as it was read. */
export interface GoodToGoList {
  readonly rows: Map<string, { readonly shipment: Shipment; readonly observedAt: number }>;
  readonly broken: BrokenRow[];
  readonly received: number;
  readonly pages: number;
  /** When the first page was asked for: what the list lacks was not there then or later. */
  readonly observedAt: number;
}

/** Broken rows are listed too, where their id can be read: that a record is broken says nothing about its being there. */
export const listedIds = (list: {
  readonly rows: ReadonlyMap<string, unknown>;
  readonly broken: readonly BrokenRow[];
}) => new Set([...list.rows.keys(), ...list.broken.flatMap(({ id }) => id ?? [])]);

/** A broken row as a result names it. */
export const named = ({ id, at, what }: BrokenRow) => ({ id: id ?? at, reason: `${at}: ${what}` });

const pageSize = 100;

/**
 * Reads all pages. The list may shift or shrink while it is read: the offset advances by the rows received, and a row
 * that comes twice is taken as it was seen last.
 */
export async function readList(
  { centra }: StoreRoom,
  signal: AbortSignal,
  beat: (rows: number) => void,
): Promise<GoodToGoList> {
  const rows: GoodToGoList['rows'] = new Map();
  const broken: BrokenRow[] = [];
  let received = 0;
  let pages = 0;
  let firstAt: number | undefined;
  for (;;) {
    const page = await centra.listShipments({ limit: pageSize, offset: received }, signal);
    firstAt ??= page.observedAt;
    pages += 1;
    for (const shipment of page.rows) rows.set(shipment.shipmentId, { shipment, observedAt: page.observedAt });
    broken.push(...page.broken);
    received += page.received;
    beat(received);
    // A short page is normally the last one; only an empty one surely is.
    if (page.received === 0) return { rows, broken, received, pages, observedAt: firstAt };
    if (page.received < pageSize) return { rows, broken, received, pages, observedAt: firstAt };
  }
}
