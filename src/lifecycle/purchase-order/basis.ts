import type { DeliveryDigests, PurchaseOrderFacts, ReceivedLine } from './facts';
import type { PurchaseOrderSettings } from './settings';
import { isCancelledStatus } from './view';

/** A refused cancellation is tried again at most once an hour: Ongoing limits consecutive failures. */
export const cancelAgainMs = 3_600_000;

/** What a refused cancellation was about: while this is the same, asking again gives the same answer. */
export const cancelBasis = ({ seen }: Pick<PurchaseOrderFacts, 'seen'>) =>
  seen ? `${seen.status}:${figures(seen.lines)}` : '';

/** What a refusal of the delivery's data was about: a change of the data is worth another try. */
export const dataBasis = (digests: DeliveryDigests | undefined) =>
  digests ? `${digests.lines}:${digests.arrival}:${digests.other}` : '';

/** What a refused rewrite was about: the data, and how far the warehouse was. */
export const rewriteBasis = ({ centra, seen }: PurchaseOrderFacts) =>
  `${dataBasis(centra.digests)}@${seen?.status ?? ''}`;

/** What a question about the goods that came was about. */
export function receiptBasis({ seen }: Pick<PurchaseOrderFacts, 'seen'>, settings: PurchaseOrderSettings): string {
  if (!seen || isCancelledStatus(seen.status, settings)) return '';
  return `${seen.number}:${seen.status}:${figures(seen.lines)}`;
}

/** Short, however many lines there are. */
function figures(lines: readonly ReceivedLine[]): string {
  const text = lines.map((line) => `${line.lineId}=${line.received}`).join();
  // FNV-1a: nothing of a library that a workflow cannot load, and nobody has to be kept from making two alike.
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash ^= character.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  return `${lines.reduce((sum, line) => sum + line.received, 0)}/${hash.toString(36)}`;
}

/** What a refused report was about: what came, and what Centra expects. */
export const reportBasis = (facts: PurchaseOrderFacts, settings: PurchaseOrderSettings) =>
  `${receiptBasis(facts, settings)}|${dataBasis(facts.centra.digests)}`;
