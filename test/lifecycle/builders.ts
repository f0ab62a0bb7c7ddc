import type {
  Afterwards,
  ShipmentDigests,
  ShipmentFacts,
  ShipmentRow,
  WarehouseOrderFacts,
} from '../../src/lifecycle/shipment/facts';
import { begin } from '../../src/lifecycle/shipment/life';
import type { ShipmentSettings } from '../../src/lifecycle/shipment/settings';

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Some day, in epoch milliseconds: every test starts here. */
export const t0 = Date.UTC(2026, 4, 4, 8, 0, 0);

export const aSettings = (change: Partial<ShipmentSettings> = {}): ShipmentSettings => ({
  revision: 1,
  capture: 'never',
  completeWhen: 'tracking',
  shortPick: 'reduce',
  attentionAfter: {
    importMs: 15 * minute,
    pickMs: 7 * day,
    trackingMs: day,
    reportMs: 15 * minute,
    cancelMs: 15 * minute,
    holdMs: day,
  },
  statuses: { cancellable: [150, 200, 300], picked: 400, shipped: [450, 500], cancelled: [1000] },
  settleMs: 30 * second,
  recheckMs: 15 * minute,
  writeLimitMs: { centra: 30 * second, ongoing: minute },
  ...change,
});

export const aDigests = (change: Partial<ShipmentDigests> = {}): ShipmentDigests => ({
  keyId: 'k1',
  lines: 'l1',
  consignee: 'c1',
  servicePoint: 's1',
  carrier: 'r1',
  other: 'o1',
  attributes: {},
  ...change,
});

/** Paid, of one line with two pieces. */
export const aRow = (change: Partial<ShipmentRow> = {}): ShipmentRow => ({
  paid: true,
  shouldCapture: false,
  hold: false,
  suspect: false,
  digests: aDigests(),
  lines: [{ lineId: '1', articleNumber: 'TEE-M', qty: 2 }],
  ...change,
});

export const orderNumber = '1001-1';

/** A good-to-go shipment whose number nothing has in Ongoing. */
export const aLife = (row: Partial<ShipmentRow> = {}, settings = aSettings()): ShipmentFacts =>
  begin({ observedAt: t0, row: aRow(row), number: { is: 'free', number: orderNumber, generation: 1 } }, settings, t0);

/** An order in Ongoing with one row of two pieces, open. */
export const anOrder = (change: Partial<WarehouseOrderFacts> = {}): WarehouseOrderFacts => ({
  orderId: 501,
  orderNumber,
  status: 200,
  statusText: 'Open',
  lines: [
    { rowNumber: '1', orderLineId: 9001, articleNumber: 'TEE-M', ordered: 2, picked: 0, reported: 0, serials: [] },
  ],
  foreignRows: [],
  waybills: [],
  returnWaybills: [],
  parcels: 0,
  toReport: false,
  ...change,
});

/** The same order, picked as given, shipped with a waybill. */
export const aShippedOrder = (picked = 2, change: Partial<WarehouseOrderFacts> = {}): WarehouseOrderFacts =>
  anOrder({
    status: 450,
    statusText: 'Sent',
    shippedAt: t0 + 2 * hour,
    lines: [
      { rowNumber: '1', orderLineId: 9001, articleNumber: 'TEE-M', ordered: 2, picked, reported: 0, serials: [] },
    ],
    waybills: ['WB-1'],
    parcels: 1,
    carrier: 'PostNord',
    service: 'P19',
    toReport: picked > 0,
    ...change,
  });

/** Written to Ongoing an hour after the start of the tests. */
export function inWarehouse(row: Partial<ShipmentRow> = {}, settings = aSettings()): ShipmentFacts {
  const facts = aLife(row, settings);
  const full = aRow(row);
  return {
    ...facts,
    phase: { name: 'pick', since: t0 },
    order: {
      number: orderNumber,
      generation: 1,
      firstImportAt: t0,
      sent: true,
      written: true,
      writtenAt: t0,
      orderId: 501,
      lines: full.lines,
      digests: full.digests,
      documentDigest: 'd1',
    },
  };
}

/** A life that begins after the end of another: the sweep found that the warehouse went on. */
export const afterItsEnd = (afterwards: Afterwards): ShipmentFacts =>
  begin({ observedAt: t0, row: aRow(), afterwards }, aSettings(), t0);
