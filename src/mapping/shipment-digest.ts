import type { Shipment, ShipmentLine, WholeOrder } from '../clients/centra/schema';
import type { ShipmentDigests } from '../lifecycle/shipment/facts';
import { canonical, compare, keyedDigest, keyIdOf } from './keyed-digest';
import { physicalLines } from './physical-lines';
import { lineFields, rawFields, rawOrderFields, shipmentFields } from './shipment-fields';

export interface DigestOptions {
  /** Without it nobody can find an address by trying addresses. Digests of different keys cannot be compared. */
  readonly key: string;
  /** Custom order attributes; each has a digest of its own, so that declaring one more changes none of the others. */
  readonly attributes: readonly string[];
}

/** {@link ShipmentDigests}, and one digest of them all for a quick comparison. */
export type ShipmentDigest = ShipmentDigests & { readonly combined: string };

/**
 * Keyed digests of the shipment's own fields, by groups: how a change in Centra is noticed without keeping what it was.
 * Neither the clock nor any setting has a part in it; the order of keys and of lines has none either.
 */
export function shipmentDigest(shipment: Shipment | WholeOrder, { key, attributes }: DigestOptions): ShipmentDigest {
  const digest = keyedDigest(key);
  const group = (name: 'consignee' | 'servicePoint' | 'carrier') => digest(name, pick(shipment, shipmentFields[name]));
  const digests: ShipmentDigests = {
    keyId: keyIdOf(key),
    lines: digest('lines', byLineId(physicalLines(shipment), lineFields.lines)),
    consignee: group('consignee'),
    servicePoint: group('servicePoint'),
    carrier: group('carrier'),
    other: digest('other', {
      ...pick(shipment, shipmentFields.other),
      raw: pick(shipment.raw, rawFields),
      ...('kind' in shipment ? { order: [shipment.internalOrder, pick(shipment.raw, rawOrderFields)] } : {}),
      lines: byLineId(allLines(shipment.products), lineFields.other),
    }),
    attributes: Object.fromEntries(
      [...new Set(attributes)].sort().map((name) => [name, digest(`attribute ${name}`, shipment.raw[name] ?? '')]),
    ),
  };
  return { ...digests, combined: digest('combined', digests) };
}

function pick<Row extends object>(row: Row, fields: readonly (keyof Row)[]): Partial<Row> {
  return Object.fromEntries(fields.map((field) => [field, row[field]])) as Partial<Row>;
}

/** A list may come in another order without a change. */
function byLineId(lines: readonly ShipmentLine[], fields: readonly (keyof ShipmentLine)[]): unknown[] {
  return lines
    .map((line) => ({ id: line.lineId, fields: canonical(pick(line, fields)) }))
    .sort((one, other) => compare(one.id, other.id) || compare(one.fields, other.fields));
}

function allLines(lines: readonly ShipmentLine[]): ShipmentLine[] {
  return lines.flatMap((line) => [line, ...allLines(line.bundle)]);
}
