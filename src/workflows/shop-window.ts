import { upsertMemo, upsertSearchAttributes } from '@temporalio/workflow';
import type { Deciding, Paced } from '../lifecycle/entity';
import type { Shown } from '../protocol/entity';
import { searchAttributes } from '../protocol/names';

/** What a kind of entity puts into lists. */
export interface Display<Facts, D> {
  /** Its number in Ongoing, once it has one. */
  readonly warehouseOrder: (facts: Facts) => string | undefined;
  /** What a scan compares: as long as it is the same, the scan has nothing to tell. Nothing: it stays as it is. */
  readonly seen: (facts: Facts) => string | undefined;
  /** Whether this stage is shown; every change costs a transition, so a quiet way is not shown at every step. */
  readonly isWorthShowing: (facts: Facts, decision: D) => boolean;
}

/**
 * What lists show of an entity. Every change costs a transition, so one that goes its quiet way is shown at its start and
 * in the warehouse; after that only when something needs a person or does not work at the first try.
 */
export class ShopWindow<Facts extends Paced, D extends Deciding<{ readonly do: string }>> {
  constructor(
    private readonly display: Display<Facts, D>,
    public shown: Shown,
  ) {}

  show(facts: Facts, decision: D, { revision }: { readonly revision: number }): void {
    this.showMemo(facts, revision);
    const attention = decision.asks[0]?.attention;
    const stage = decision.stage;
    const waits = waitsUnseen(decision);
    const changed =
      attention !== this.shown.attention ||
      waits !== (this.shown.waits ?? false) ||
      (stage !== this.shown.stage && this.display.isWorthShowing(facts, decision));
    if (!changed) return;
    const since = attention ? new Date(facts.asked[attention] ?? Date.now()) : null;
    const dueAt = decision.dueAt ?? null;
    const warehouseOrder = this.display.warehouseOrder(facts);
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

  private showMemo(facts: Facts, revision: number): void {
    const seen = this.display.seen(facts) ?? this.shown.seen;
    if (seen === this.shown.seen && revision === this.shown.revision) return;
    if (this.shown.seen !== undefined || seen !== undefined) upsertMemo({ seen, revision });
    this.shown = { ...this.shown, ...(seen ? { seen } : {}), revision };
  }
}

/**
 * In the warehouse, and waiting for a connection all the same (to be written again, say): shown without `DueAt`, since by
 * its stage nobody could tell it from those that wait for the warehouse, and it is to be woken.
 */
const waitsUnseen = ({ stage, step }: Deciding<{ readonly do: string; readonly for?: string }>): boolean =>
  stage === 'in-warehouse' && step.do === 'wait' && step.for === 'connection';
