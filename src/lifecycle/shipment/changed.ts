import type { Draft, Situation } from './draft';
import { answered } from './draft';
import { dataBasis, rewriteBasis } from './basis';
import type { Ask } from '../entity';
import { changesSinceWritten } from './view';

/** Changes that a picker or a carrier must know of. The others are noted in the timeline. */
const serious = new Set(['lines', 'consignee', 'servicePoint', 'carrier']);

/** A change in Centra that has not reached Ongoing. */
export interface PendingChange {
  /** Written again, while the warehouse has not started. */
  readonly rewrite?: Draft;
  readonly asks: readonly Ask[];
  /** Completing now would report other goods than were sent. */
  readonly blocksReport: boolean;
}

export function pendingChange({ facts, settings }: Situation): PendingChange {
  const { order, centra } = facts;
  const groups = order?.written ? changesSinceWritten(facts) : [];
  if (!order || groups.length === 0) return { asks: [], blocksReport: false };

  const main = facts.parts.find((part) => part.orderId === order.orderId);
  const open = main === undefined || settings.statuses.cancellable.includes(main.status);
  const basis = dataBasis(centra.digests);
  const refused = facts.refusals.rewrite?.basis === rewriteBasis(facts);
  const unmappable = facts.unmappable?.basis === basis;
  // A gate that has closed meanwhile keeps the document back: then a person tells the warehouse.
  if (open && !refused && !unmappable && !facts.gate && centra.goodToGo) {
    return {
      rewrite: {
        stage: 'in-warehouse',
        phase: 'import',
        step: {
          do: 'import',
          number: order.number,
          firstImportAt: order.firstImportAt,
          rewrite: true,
          ...(order.documentDigest ? { previousDocument: order.documentDigest } : {}),
        },
      },
      asks: [],
      blocksReport: true,
    };
  }
  const named = groups.filter((group) => serious.has(group));
  if (unmappable && facts.unmappable) {
    return {
      asks: [{ attention: 'unmappable', basis, about: facts.unmappable.reason, choices: [] }],
      blocksReport: true,
    };
  }
  const ask: Ask = { attention: 'changed-after-start', basis, about: named.join(', '), choices: ['as-is'] };
  if (named.length === 0 || answered(facts, ask)) return { asks: [], blocksReport: false };
  return { asks: [ask], blocksReport: named.includes('lines') };
}
