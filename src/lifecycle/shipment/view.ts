import { areSettled } from '../doubt';
import type { DigestGroup, OrderLine, Part, ShipmentDigests, ShipmentFacts } from './facts';
import { digestGroups } from './facts';
import type { ShipmentSettings } from './settings';

/** Readings of the facts that several rules share. All pure. */

export const isCancelledStatus = (status: number, { statuses }: ShipmentSettings) =>
  statuses.cancelled.includes(status);

/** Cancelled statuses are tested first: no threshold includes them. A status above the highest shipped one is a later one. */
export function isShipped(part: Part, settings: ShipmentSettings): boolean {
  if (isCancelledStatus(part.status, settings)) return false;
  const { shipped } = settings.statuses;
  return shipped.includes(part.status) || part.shippedAt !== undefined || part.status > Math.max(...shipped);
}

export function isPicked(part: Part, settings: ShipmentSettings): boolean {
  if (isCancelledStatus(part.status, settings)) return false;
  return part.status >= settings.statuses.picked || isShipped(part, settings);
}

/** The order and its back orders that are not cancelled. */
export const livingParts = (facts: ShipmentFacts, settings: ShipmentSettings) =>
  facts.parts.filter((part) => !isCancelledStatus(part.status, settings));

/** Something of it is, or may be, in the warehouse and could still be picked. */
export function mayLiveInWarehouse(facts: ShipmentFacts, settings: ShipmentSettings): boolean {
  if (!facts.order?.sent || facts.order.cancelled) return false;
  return facts.parts.length === 0 || livingParts(facts, settings).length > 0;
}

export const anyShipped = (facts: ShipmentFacts, settings: ShipmentSettings) =>
  facts.parts.some((part) => isShipped(part, settings));

/** Two reads show the order, and the shipment neither good-to-go nor completed. */
export function isWithdrawn(facts: ShipmentFacts, settings: ShipmentSettings): boolean {
  const { centra, operator } = facts;
  if (centra.completed) return false;
  return areSettled(centra.absent, settings) || operator.resolved['not-visible']?.choice === 'withdraw';
}

/** Somebody wants no goods to leave for it. */
export const cancelWanted = (facts: ShipmentFacts, settings: ShipmentSettings) =>
  facts.operator.cancel !== undefined || facts.centra.orderCancelled || isWithdrawn(facts, settings);

/** Centra shows it as completed, or has been told so when it was paid. */
export const isCompleted = ({ centra, completed }: ShipmentFacts) => centra.completed || completed?.confirmed === true;

/** Money has been taken, by us or by somebody else. */
export const isPaid = (facts: ShipmentFacts) => facts.centra.paid || facts.captured !== undefined;

/** Which groups of fields differ; nothing where the keys differ: then nothing can be said. */
export function changedGroups(before: ShipmentDigests, after: ShipmentDigests): DigestGroup[] {
  if (before.keyId !== after.keyId) return [];
  const groups = digestGroups.filter((group) => before[group] !== after[group]);
  const attributeChanged = Object.entries(before.attributes).some(
    ([name, digest]) => name in after.attributes && after.attributes[name] !== digest,
  );
  return attributeChanged && !groups.includes('other') ? [...groups, 'other'] : groups;
}

/**
 * What the merchant changed since it was written to Ongoing. Quantities that we lowered ourselves are no change; an adopted
 * order may never have held the lines that Centra showed when it was adopted.
 */
export function changesSinceWritten(facts: ShipmentFacts): DigestGroup[] {
  const { centra, order, adjusted, adopted } = facts;
  const written = order?.rewriting ?? order;
  if (!written?.digests || !centra.digests) return [];
  const groups = changedGroups(written.digests, centra.digests);
  const { lines } = centra;
  if (!lines) return groups;
  const same = isAsWritten(facts, lines);
  if (adjusted && same) return groups.filter((group) => group !== 'lines');
  const ours = written.lines?.some(({ lineId }) => lines.some((line) => line.lineId === lineId));
  return adopted && ours && !same && !groups.includes('lines') ? ['lines', ...groups] : groups;
}

/** The lines that were sent, in the quantities to which we may have lowered them since. */
export function isAsWritten({ order, adjusted }: ShipmentFacts, lines: readonly OrderLine[]): boolean {
  const written = (order?.rewriting ?? order)?.lines ?? [];
  return sameQuantities(
    lines,
    written.map((line) => ({ ...line, qty: adjusted?.quantities[line.lineId] ?? line.qty })),
  );
}

const nonZero = (lines: readonly OrderLine[]) => lines.filter(({ qty }) => qty > 0);
/** The same line ids with the same quantities, in whatever order. */
export function sameQuantities(a: readonly OrderLine[], b: readonly OrderLine[]): boolean {
  const other = new Map(nonZero(b).map(({ lineId, qty }) => [lineId, qty]));
  return nonZero(a).length === other.size && nonZero(a).every(({ lineId, qty }) => other.get(lineId) === qty);
}

/** What was picked of every line, over the order and its back orders. */
export interface Figures {
  readonly lines: readonly {
    readonly lineId: string;
    readonly ordered: number;
    /** What Centra's shipment says: what was ordered, or what we have set it to. */
    readonly told: number;
    readonly picked: number;
    readonly serials: readonly string[];
  }[];
  /** Rows that are not ours. */
  readonly foreign: readonly string[];
  /** More picked than ordered. */
  readonly over: readonly string[];
  /** Less picked than ordered. */
  readonly short: readonly string[];
  readonly nothing: boolean;
}

/** @returns nothing where Ongoing shows none of our rows: right after a write it may need half a minute */
export function figuresOf(facts: ShipmentFacts, settings: ShipmentSettings): Figures | undefined {
  const parts = livingParts(facts, settings);
  const rows = parts.flatMap((part) => part.lines);
  const ours: readonly OrderLine[] =
    facts.order?.lines ??
    rows.map((row) => ({ lineId: row.rowNumber, articleNumber: row.articleNumber, qty: row.ordered }));
  const ids = new Set(ours.map((line) => line.lineId));
  if (!rows.some((row) => ids.has(row.rowNumber))) return undefined;
  const lines = ours.map(({ lineId, qty }) => {
    const its = rows.filter((row) => row.rowNumber === lineId);
    return {
      lineId,
      ordered: qty,
      told: facts.adjusted?.quantities[lineId] ?? qty,
      picked: its.reduce((sum, row) => sum + row.picked, 0),
      serials: its.flatMap((row) => row.serials),
    };
  });
  const foreign = [
    ...parts.flatMap((part) => part.foreignRows),
    ...rows.filter((row) => !ids.has(row.rowNumber)).map((row) => row.rowNumber),
  ];
  return {
    lines,
    foreign: [...new Set(foreign)],
    over: lines.filter((line) => line.picked > line.ordered).map((line) => line.lineId),
    short: lines.filter((line) => line.picked < line.ordered).map((line) => line.lineId),
    nothing: lines.every((line) => line.picked === 0),
  };
}

/** Centra's quantities are those that were picked, and nothing else is in the parcel. */
export const isAsTold = ({ lines, foreign }: Figures) =>
  foreign.length === 0 && lines.every((line) => line.picked === line.told);

/** `43243: 1 of 2`: what an operator compares with the shelf. */
export const figuresText = ({ lines, foreign }: Figures) =>
  [
    ...lines
      .filter((line) => line.picked !== line.ordered || line.picked > line.told)
      .map((line) => `${line.lineId}: ${line.picked} of ${line.picked > line.told ? line.told : line.ordered}`),
    ...foreign.map((row) => `${row || 'a row without number'}: not ours`),
  ].join(', ');

export const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];
