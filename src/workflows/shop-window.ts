import { upsertMemo, upsertSearchAttributes } from '@temporalio/workflow';
import type { ShipmentFacts, ShipmentKey } from '../lifecycle/shipment/facts';
import type { ShipmentSettings } from '../lifecycle/shipment/settings';
import type { Decision } from '../lifecycle/shipment/steps';
import { searchAttributes } from '../protocol/names';
import type { Shown } from '../protocol/shipment';
import { seenOf } from '../protocol/shipment';

/**
 * What lists show of a shipment. Every change costs a transition, so a shipment that goes its quiet way is shown at its
 * start and in the warehouse; after that only when something needs a person or does not work at the first try.
 */
export class ShopWindow {
  constructor(public shown: Shown) {}

  show(_key: ShipmentKey, facts: ShipmentFacts, decision: Decision, settings: ShipmentSettings): void {
    this.showMemo(facts, settings);
    const attention = decision.asks[0]?.attention;
    const stage = decision.stage;
    const waits = waitsUnseen(decision);
    const changed =
      attention !== this.shown.attention ||
      waits !== (this.shown.waits ?? false) ||
      (stage !== this.shown.stage && isWorthShowing(facts, decision));
    if (!changed) return;
    const since = attention ? new Date(facts.asked[attention] ?? Date.now()) : null;
    const dueAt = decision.dueAt ?? null;
    const warehouseOrder = facts.order?.number;
    upsertSearchAttributes([
      { key: searchAttributes.stage, value: stage },
      ...(attention !== this.shown.attention
        ? [
            { key: searchAttributes.attention, value: attention ?? null },
            { key: searchAttributes.attentionSince, value: since },
          ]
        : []),
      ...(dueAt !== (this.shown.dueAt ?? null)
        ? [{ key: searchAttributes.dueAt, value: dueAt === null ? null : new Date(dueAt) }]
        : []),
      ...(warehouseOrder && warehouseOrder !== this.shown.warehouseOrder
        ? [{ key: searchAttributes.warehouseOrder, value: warehouseOrder }]
        : []),
    ]);
    this.shown = {
      ...this.shown,
      stage,
      attention,
      ...(warehouseOrder ? { warehouseOrder } : {}),
      ...(dueAt === null ? { dueAt: undefined } : { dueAt }),
      waits,
    };
  }

  /** What a scan compares: as long as it is the same, the scan has nothing to tell. */
  private showMemo({ centra }: ShipmentFacts, { revision }: ShipmentSettings): void {
    const { digests, paid, shouldCapture, hold, suspect } = centra;
    // Of a shipment that was asked for and was gone, a scan tells that it is there again.
    const gone = !centra.goodToGo && !centra.completed ? 'gone:' : '';
    const seen = digests ? gone + seenOf({ digests, paid, shouldCapture, hold, suspect }) : this.shown.seen;
    if (seen === this.shown.seen && revision === this.shown.revision) return;
    if (this.shown.seen !== undefined || seen !== undefined) upsertMemo({ seen, revision });
    this.shown = { ...this.shown, ...(seen ? { seen } : {}), revision };
  }
}

/**
 * In the warehouse, and waiting for a connection all the same (to be written again, say): shown without `DueAt`, since by
 * its stage nobody could tell it from those that wait for the warehouse, and it is to be woken.
 */
const waitsUnseen = ({ stage, step }: Decision): boolean =>
  stage === 'in-warehouse' && step.do === 'wait' && step.for === 'connection';

/** Reporting and ending at the first try is the quiet way. */
function isWorthShowing(facts: ShipmentFacts, { stage, step }: Decision): boolean {
  if (facts.attempts || facts.doubt) return true;
  return (
    !(stage === 'reporting' || stage === 'completed' || stage === 'importing' || stage === 'capturing') ||
    step.do === 'wait'
  );
}
