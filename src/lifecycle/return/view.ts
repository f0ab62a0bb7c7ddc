import type { ProcessedLine, ReturnFacts, ReturnPart } from './facts';

/** Readings of the facts that several rules share. All pure. */

/** The returns to make: as they were when the first of them was sent, until then as Ongoing shows them. */
export const planOf = ({ plan, sight }: Pick<ReturnFacts, 'plan' | 'sight'>): readonly ReturnPart[] =>
  plan ?? sight.parts;

/** What exactly is reported: another figure, line or treatment is another report. */
export const basisOf = (parts: readonly ReturnPart[]): string =>
  JSON.stringify(
    parts.map(({ products, returnStock }) => [
      returnStock,
      Object.entries(products).sort(([one], [other]) => (one < other ? -1 : 1)),
    ]),
  );

/** The first of the returns that is not dealt with. */
export function nextPart(facts: ReturnFacts): number | undefined {
  const part = planOf(facts).findIndex((_part, index) => facts.made.every((one) => one.part !== index));
  return part < 0 ? undefined : part;
}

/** Line ids that Centra did not take into a return that it made. */
export const notTaken = ({ made }: ReturnFacts) => made.filter((one) => one.notTaken.length > 0);

/** Lines of which everything is dealt with, each with the figure up to which it is. */
export function settledLines(facts: ReturnFacts): ProcessedLine[] {
  const parts = planOf(facts);
  const lines = new Map<number, ProcessedLine>();
  const open = new Set<number>();
  parts.forEach(({ lines: its }, index) => {
    const made = facts.made.find(({ part }) => part === index);
    for (const line of its) {
      const before = lines.get(line.orderLineId);
      if (!before || before.processed < line.processed) lines.set(line.orderLineId, line);
      if (!made || made.notTaken.includes(line.lineId)) open.add(line.orderLineId);
    }
  });
  return [...lines.values()].filter(({ orderLineId }) => !open.has(orderLineId));
}

/** Settled, and Ongoing has not been told yet. */
export const toAcknowledge = (facts: ReturnFacts) =>
  settledLines(facts)
    .filter(({ orderLineId }) => !facts.acknowledged.includes(orderLineId))
    .map(({ orderLineId, processed }) => ({ orderLineId, numberOfItems: processed }));

/**
 * Lines of which Centra's other returns hold more than Ongoing has been told of: somebody reported them in Centra by hand,
 * or we did and nobody remembers.
 *
 * @returns nothing while one of the two has not been read
 */
export function surplusLines({ sight, before, plan }: ReturnFacts): string[] | undefined {
  const { reported } = sight;
  if (!before) return undefined;
  const ours = [...new Set(planOf({ sight, plan }).flatMap(({ products }) => Object.keys(products)))];
  const inCentra = ours.filter((lineId) => (before.pieces[lineId] ?? 0) > 0);
  if (inCentra.length === 0) return [];
  return reported && inCentra.filter((lineId) => (before.pieces[lineId] ?? 0) > (reported.items[lineId] ?? 0));
}

/** `2 of line 43243, 1 of line 43244`: Centra's line ids. */
export const piecesText = (products: Readonly<Record<string, number>>) =>
  Object.entries(products)
    .map(([lineId, pieces]) => `${pieces} of line ${lineId}`)
    .join(', ');
