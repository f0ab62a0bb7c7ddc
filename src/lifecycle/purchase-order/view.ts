import { areSettled } from '../doubt';
import type {
  DeliveryDigests,
  DigestGroup,
  Pieces,
  PurchaseOrderFacts,
  PurchaseOrderSeen,
  ReceivedLine,
} from './facts';
import { digestGroups } from './facts';
import type { PurchaseOrderSettings } from './settings';

/** Readings of the facts that several rules share. All pure. */

type Statuses = Pick<PurchaseOrderSettings, 'statuses'>;
type Seen = Pick<PurchaseOrderSeen, 'status' | 'lines'>;

/** From here the warehouse works on it: what the names of Ongoing's standard statuses say. */
const startedFrom = 300;

/** Cancelled statuses are tested first: no threshold includes them. */
export const isCancelledStatus = (status: number, { statuses }: Statuses) => statuses.cancelled.includes(status);

/** Receiving is finished. */
export const isReceived = ({ status }: Pick<Seen, 'status'>, settings: Statuses) =>
  !isCancelledStatus(status, settings) && status >= settings.statuses.received;

export const hasReceipts = ({ lines }: Pick<Seen, 'lines'>) =>
  lines.some((line) => line.received > 0 || (line.inParts ?? 0) > 0);

/** The warehouse has begun: it can be neither changed nor cancelled without a word with the warehouse. */
export const isStarted = (seen: Seen, settings: Statuses) =>
  !isCancelledStatus(seen.status, settings) && (seen.status >= startedFrom || hasReceipts(seen));

/** The purchase order as Ongoing showed it last, if it is the present one and lives. */
export function living({ order, seen }: PurchaseOrderFacts, settings: Statuses) {
  if (!order || !seen || seen.number !== order.number || isCancelledStatus(seen.status, settings)) return undefined;
  return order.cancelled ? undefined : seen;
}

/** Something of it is, or may be, announced in the warehouse. */
export function mayLiveInWarehouse({ order, seen }: PurchaseOrderFacts, settings: Statuses): boolean {
  if (!order?.sent || order.cancelled) return false;
  return seen?.number !== order.number || !isCancelledStatus(seen.status, settings);
}

/** What became of a delivery that Centra does not list any more. */
export type Fate = 'listed' | 'unsure' | 'cancelled' | 'elsewhere';

/**
 * Two looks, `settle` apart, do not show it; then its supplier order tells. Not shown (any more): cancelled. Less of every
 * article, by what the delivery had: cancelled. Anything else: somebody accepted it, or nobody can tell.
 */
export function fateOf(facts: PurchaseOrderFacts, settings: PurchaseOrderSettings): Fate {
  const { centra } = facts;
  if (centra.listed) return 'listed';
  if (!areSettled(centra.gone, settings)) return 'unsure';
  if (centra.supplierOrder?.shown === false) return 'cancelled';
  return isReducedBy(facts) ? 'cancelled' : 'elsewhere';
}

/** The supplier order lacks, of every article of the delivery, what the delivery had. */
function isReducedBy({ centra, order }: PurchaseOrderFacts): boolean {
  const { before, supplierOrder } = centra;
  const delivery = Object.entries(centra.pieces ?? order?.pieces ?? {}).filter(([, pieces]) => pieces > 0);
  if (!before || !supplierOrder?.shown || delivery.length === 0) return false;
  const now = supplierOrder.pieces;
  return delivery.every(([article, pieces]) => (before.pieces[article] ?? 0) - (now[article] ?? 0) >= pieces);
}

/** Not there, or fewer of anything: then that the delivery is gone does not prove that its receipt was taken. */
export function isOrderReduced({ centra }: PurchaseOrderFacts): boolean {
  const { before, supplierOrder } = centra;
  if (!supplierOrder) return false;
  if (!supplierOrder.shown) return true;
  const now = supplierOrder.pieces;
  return (
    before !== undefined && Object.entries(before.pieces).some(([article, pieces]) => (now[article] ?? 0) < pieces)
  );
}

/** Which groups of fields differ; nothing where the keys differ: then nothing can be said. */
export const changedGroups = (before: DeliveryDigests, after: DeliveryDigests): DigestGroup[] =>
  before.keyId === after.keyId ? digestGroups.filter((group) => before[group] !== after[group]) : [];

/** What the merchant changed since it was written to Ongoing. */
export function changesSinceWritten({ centra, order }: PurchaseOrderFacts): DigestGroup[] {
  const written = order?.rewriting ?? order;
  return written?.digests && centra.digests ? changedGroups(written.digests, centra.digests) : [];
}

export const samePieces = (a: Pieces, b: Pieces): boolean => {
  const articles = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...articles].every((article) => (a[article] ?? 0) === (b[article] ?? 0));
};

/** Advised pieces by article. */
export const advisedPieces = (lines: readonly ReceivedLine[]): Pieces => {
  const pieces: Record<string, number> = {};
  for (const { articleNumber, advised } of lines) if (advised > 0) add(pieces, articleNumber, advised);
  return pieces;
};

const add = (pieces: Record<string, number>, article: string, count: number) => {
  pieces[article] = (pieces[article] ?? 0) + count;
};

/** What was received of the delivery's articles, and lines that hold others. */
export interface Figures {
  /** Pieces of the delivery's articles. */
  readonly total: number;
  /** `A: 3 of 5`, of every article that differs. */
  readonly differences: readonly string[];
  /** `X: 2`, articles that the delivery does not have. */
  readonly foreign: readonly string[];
}

/** @returns nothing where Ongoing shows no line: right after a write it may need half a minute */
export function figuresOf(facts: PurchaseOrderFacts, lines: readonly ReceivedLine[]): Figures | undefined {
  if (lines.length === 0) return undefined;
  const ours = facts.centra.pieces ?? facts.order?.pieces ?? advisedPieces(lines);
  const received: Record<string, number> = {};
  for (const { articleNumber, received: pieces } of lines) add(received, articleNumber, pieces);
  const foreign = Object.entries(received).filter(([article, pieces]) => ours[article] === undefined && pieces > 0);
  const differences = Object.entries(ours).filter(([article, pieces]) => (received[article] ?? 0) !== pieces);
  return {
    total: Object.keys(ours).reduce((sum, article) => sum + (received[article] ?? 0), 0),
    differences: differences.map(([article, pieces]) => `${article}: ${received[article] ?? 0} of ${pieces}`),
    foreign: foreign.map(([article, pieces]) => `${article}: ${pieces}`),
  };
}

/** So many are named in a sentence. */
const mostNamed = 10;
export const named = (texts: readonly string[]) =>
  [...texts.slice(0, mostNamed), ...(texts.length > mostNamed ? [`and ${texts.length - mostNamed} more`] : [])].join(
    ', ',
  );
