import type { CentraFacts, OurOrder, ShipmentFacts, ShipmentRow, WarehouseSight, Afterwards } from './facts';
import type { ShipmentSettings } from './settings';
import { decide } from './decide';
import { adopt } from './apply/number';
import { observeWarehouse } from './observe';
import { note } from '../timeline';
import { turnBy } from '../turn';

/** How a life begins: with what the scan saw. */
export interface Beginning {
  readonly observedAt: number;
  readonly row: Pick<ShipmentRow, 'paid' | 'shouldCapture'> & Partial<ShipmentRow>;
  /** The scan has asked Ongoing for the number: nothing has it, an order of ours lives under it, or it is somebody else's. */
  readonly number?:
    | { readonly is: 'free'; readonly number: string; readonly generation: number }
    | {
        readonly is: 'living';
        readonly number: string;
        readonly generation: number;
        readonly warehouse: WarehouseSight;
      }
    | { readonly is: 'taken'; readonly number: string };
  /** The life begins after its end. */
  readonly afterwards?: Afterwards;
}

/** The facts of a new life. */
export function begin(beginning: Beginning, settings: ShipmentSettings, now: number): ShipmentFacts {
  const { row, number, afterwards } = beginning;
  const centra: CentraFacts = {
    observedAt: Math.min(beginning.observedAt, now),
    goodToGo: afterwards === undefined,
    hold: row.hold ?? false,
    suspect: row.suspect ?? false,
    paid: row.paid,
    shouldCapture: row.shouldCapture,
    completed: afterwards !== undefined,
    orderCancelled: false,
    ...(row.digests ? { digests: row.digests } : {}),
    ...(row.lines ? { lines: row.lines } : {}),
  };
  const empty: ShipmentFacts = {
    startedAt: now,
    adopted: false,
    centra,
    spent: [],
    parts: [],
    refusals: {},
    phase: { name: 'import', since: now },
    asked: {},
    operator: { resolved: {} },
    timeline: [],
    ...(afterwards ? { afterwards } : {}),
  };
  const seen = note(empty, {
    at: now,
    what: afterwards ? 'changed after its end' : settings.wholeOrders ? 'open in Centra' : 'good-to-go',
  });
  if (!number) return seen;
  if (number.is === 'taken') return { ...seen, numberTaken: { at: now, number: number.number } };
  const order: OurOrder = {
    number: number.number,
    generation: number.generation,
    firstImportAt: now,
    sent: number.is === 'living',
    written: false,
  };
  const ordered: ShipmentFacts = { ...seen, order };
  if (number.is === 'free') return ordered;
  return adopt(observeWarehouse(ordered, number.warehouse, settings, now), now);
}

/** One turn of a shipment's life. */
export const turn = (facts: ShipmentFacts, settings: ShipmentSettings, now: number) =>
  turnBy((known, at) => decide(known, settings, at), facts, now);

/** The connection works again, or the pause has ended: what waited for it is tried now, and has its whole time again. */
export function wake(facts: ShipmentFacts, now: number): ShipmentFacts {
  const { attempts, ...rest } = facts;
  // What has another form at some place keeps it when the connection works.
  if (!attempts || attempts.at !== undefined) return facts;
  return { ...rest, phase: { ...facts.phase, since: now } };
}
