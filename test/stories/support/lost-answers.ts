import type { CallEvent, FaultKind, FaultRule, Simulators } from '../../../src/sandbox';
import type { TestShipment } from './test-shipment';
import type { Stories } from './use-stories';

/** Every way in which the answer to a write can be lost: it was done or not, and the caller does not learn it. */
export const lostAnswers = [
  'timeout-before',
  'timeout-after',
  'reset-before',
  'reset-after',
  '500-before',
  '500-after',
  'html',
  'html-after',
] as const satisfies FaultKind[];

/** Of Ongoing’s writes also: 200 with an id that is null. */
export const answersWithoutId = ['null-id', 'null-id-after'] as const satisfies FaultKind[];

/** An hour, scaled down. */
const awayMs = 5_000;

/** A write of a shipment, as the simulators recognise it. */
export type Write = Required<Pick<FaultRule, 'system' | 'method' | 'path' | 'about'>>;

/**
 * Answers that are lost, once each; from that very moment on the system is away for a while, for all that concerns the
 * shipment.
 */
export class LostAnswers {
  private readonly awaited = new Map<string, { write: Write; names: readonly string[] }>();
  private faults: Simulators['control']['faults'] | undefined;

  /** The simulators’ listener. */
  readonly log = ({ fault }: CallEvent): void => {
    if (fault === null || this.awaited.size === 0) return;
    for (const { id, hits } of this.faults?.list() ?? []) {
      const lost = this.awaited.get(id);
      if (hits === 0 || !lost) continue;
      this.awaited.delete(id);
      const { system } = lost.write;
      for (const about of lost.names) this.faults?.add({ kind: 'down', system, about, untilMs: awayMs });
    }
  };

  add(faults: Simulators['control']['faults'], shipment: TestShipment, kind: FaultKind, write: Write): void {
    this.faults = faults;
    const id = `${kind} ${shipment.id}`;
    this.awaited.set(id, { write, names: [...new Set([shipment.id, String(shipment.order), write.about])] });
    faults.add({ id, kind, times: 1, ...write });
  }

  /** The write has not been seen. */
  isAwaited({ id }: TestShipment, kind: FaultKind): boolean {
    return this.awaited.has(`${kind} ${id}`);
  }
}

/** A kind of write: how it comes about, how its call is recognised, and what is right in the end. */
export interface LostWrite {
  readonly kinds: readonly FaultKind[];
  /** A shipment that is about to be written about. */
  readonly prepare: (store: string, kind: FaultKind) => Promise<TestShipment>;
  readonly write: (shipment: TestShipment, kind: FaultKind) => Omit<Write, 'system'>;
  /** What makes the bridge write. */
  readonly begin: (store: string, shipments: readonly TestShipment[]) => Promise<unknown>;
  readonly comesRight: (shipment: TestShipment, kind: FaultKind) => Promise<unknown>;
}

/** One shipment for every way in which the answer can be lost, all at once. */
export async function expectToComeRight(
  { faults }: Stories,
  lost: LostAnswers,
  system: 'centra' | 'ongoing',
  store: string,
  { kinds, prepare, write, begin, comesRight }: LostWrite,
): Promise<void> {
  const table = await Promise.all(kinds.map(async (kind) => ({ kind, shipment: await prepare(store, kind) })));
  for (const { shipment, kind } of table) lost.add(faults, shipment, kind, { system, ...write(shipment, kind) });
  await begin(
    store,
    table.map(({ shipment }) => shipment),
  );
  // All of them, also when one goes wrong: none is left behind without a Temporal.
  const ends = await Promise.allSettled(table.map(({ shipment, kind }) => comesRight(shipment, kind)));
  const wrong = table.flatMap(({ kind }, index) => {
    const end = ends[index];
    return end?.status === 'rejected' ? [`${kind}: ${String(end.reason)}`] : [];
  });
  expect(wrong).toEqual([]);
  expect(table.filter(({ shipment, kind }) => lost.isAwaited(shipment, kind))).toEqual([]);
}
