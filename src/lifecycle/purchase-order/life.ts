import { note } from '../timeline';
import { turnBy } from '../turn';
import { adopt } from './apply';
import { decide } from './decide';
import type { CentraFacts, DeliveryRow, OurPurchaseOrder, PurchaseOrderFacts, WarehouseSight } from './facts';
import { observeWarehouse } from './observe';
import type { PurchaseOrderSettings } from './settings';

/** How a life begins: with what the scan saw. */
export interface Beginning {
  readonly observedAt: number;
  readonly row?: DeliveryRow;
  /** The scan has asked Ongoing for the number: nothing has it, one of ours lives under it, or it is somebody else's. */
  readonly number?:
    | { readonly is: 'free'; readonly number: string; readonly generation: number }
    | {
        readonly is: 'living';
        readonly number: string;
        readonly generation: number;
        readonly warehouse: WarehouseSight;
      }
    | { readonly is: 'taken'; readonly number: string };
}

/** The facts of a new life. */
export function begin(
  { observedAt, row, number }: Beginning,
  settings: PurchaseOrderSettings,
  now: number,
): PurchaseOrderFacts {
  const centra: CentraFacts = {
    observedAt: Math.min(observedAt, now),
    listed: true,
    ...(row ? { head: row.head, digests: row.digests, pieces: row.pieces } : {}),
  };
  const empty: PurchaseOrderFacts = {
    startedAt: now,
    adopted: false,
    centra,
    spent: [],
    refusals: {},
    phase: { name: 'import', since: now },
    asked: {},
    operator: { resolved: {} },
    timeline: [],
  };
  const seen = note(empty, { at: now, what: 'announced in Centra' });
  if (!number) return seen;
  if (number.is === 'taken') return { ...seen, numberTaken: { at: now, number: number.number } };
  const order: OurPurchaseOrder = {
    number: number.number,
    generation: number.generation,
    sent: number.is === 'living',
    written: false,
  };
  if (number.is === 'free') return { ...seen, order };
  return adopt(observeWarehouse({ ...seen, order }, number.warehouse, settings, now), now);
}

/** One turn of a purchase order's life. */
export const turn = (facts: PurchaseOrderFacts, settings: PurchaseOrderSettings, now: number) =>
  turnBy((known, at) => decide(known, settings, at), facts, now);

/** The connection works again, or the pause has ended: what waited for it is tried now, and has its whole time again. */
export function wake(facts: PurchaseOrderFacts, now: number): PurchaseOrderFacts {
  const { attempts, ...rest } = facts;
  // What has another form at some place keeps it when the connection works.
  if (!attempts || attempts.at !== undefined) return facts;
  return { ...rest, phase: { ...facts.phase, since: now } };
}
