import { areSettled } from '../../../src/lifecycle/doubt';
import fc from 'fast-check';
import type { ShipmentFacts, WarehouseOrderFacts } from '../../../src/lifecycle/shipment/facts';
import { possibleActions } from '../../../src/lifecycle/shipment/operator';
import type { EffectResults } from '../../../src/lifecycle/shipment/results';
import type { ShipmentSettings } from '../../../src/lifecycle/shipment/settings';
import type { Effect } from '../../../src/lifecycle/shipment/steps';
import { heldEffects } from '../../../src/lifecycle/shipment/steps';
import { decide } from '../../../src/lifecycle/shipment/decide';
import { details } from '../../../src/lifecycle/shipment/tell';
import { anyShipped, isCompleted } from '../../../src/lifecycle/shipment/view';
import { operatorActions, shipmentStages } from '../../../src/lifecycle/words';
import { aDigests, anOrder, aRow, day, hour, minute, orderNumber, second } from '../builders';
import { asked, due } from '../stories';
import type { Story } from '../story';
import { aLook, done, refused, unclear } from '../story';

/** `FACTOR=20 npx jest test/lifecycle` plays twenty times as long. */
const runs = 400 * Number(process.env.FACTOR ?? 1);
const key = { goodsOwner: 'acme', store: 'retail', shipmentId: '1001-1', orderNumber: '1001' };
const line = anOrder().lines[0]!;

/** What Centra may show, and what the fresh read before a write. */
const rows = [
  {},
  { paid: false },
  { paid: false, shouldCapture: true },
  { hold: true },
  { suspect: true },
  { digests: aDigests({ consignee: 'c2' }) },
  { digests: aDigests({ lines: 'l2' }), lines: [{ lineId: '1', articleNumber: 'TEE-M', qty: 1 }] },
  { digests: aDigests({ lines: 'l3' }), lines: [{ lineId: '2', articleNumber: 'CAP', qty: 1 }] },
  { digests: aDigests({ keyId: 'k2', lines: 'x', consignee: 'y' }) },
];
const looks = [
  {},
  { listed: 'completed' },
  { listed: 'inprogress' },
  { listed: 'none' },
  { listed: 'none', shipped: true },
  { listed: 'none', order: 'cancelled' },
  { listed: 'none', order: 'not-visible' },
  { row: aRow({ paid: false }) },
  { row: aRow({ hold: true }) },
  { listed: 'inprogress', row: aRow({ paid: true }) },
] as const;
const orders: Partial<WarehouseOrderFacts>[] = [
  {},
  { status: 320 },
  { status: 400, lines: [{ ...line, picked: 2 }], toReport: true },
  { status: 400, lines: [{ ...line, picked: 1, serials: ['S-1'] }], toReport: true },
  { status: 450, lines: [{ ...line, picked: 2 }], waybills: ['WB-1'], parcels: 1, toReport: true },
  { status: 450, lines: [{ ...line, picked: 1 }], waybills: [], toReport: true },
  { status: 450, lines: [{ ...line, picked: 0 }], waybills: ['WB-1'] },
  { status: 450, lines: [{ ...line, picked: 3 }], foreignRows: ['9'], waybills: ['WB-1'], toReport: true },
  { status: 450, lines: [], waybills: ['WB-1'] },
  { status: 900, shippedAt: 1, lines: [{ ...line, picked: 2 }], waybills: ['WB-1'] },
  { status: 1000 },
];
const settings: Partial<ShipmentSettings>[] = [
  { capture: 'onImport' },
  { capture: 'onComplete' },
  { capture: 'never' },
  { completeWhen: 'picked' },
  { completeWhen: 'shipped' },
  { completeWhen: 'manual' },
  { completeWhen: 'tracking' },
  { shortPick: 'ask' },
  { settleMs: 0 },
  { recheckMs: second },
];
const notDones = (['unavailable', 'throttled', 'unreadable', 'busy', 'connection'] as const).map(
  (why) => ({ end: 'not-done', why, system: 'ongoing' }) as const,
);

const pick = <T>(all: readonly T[], n: number): T => all[n % all.length]!;

/** The order that has our number now, or one of its back orders, as the warehouse may show it. */
function anyOrder(story: Story, n: number): WarehouseOrderFacts {
  const { order, parts } = story.facts;
  const shown = pick(orders, n);
  if (n % 3 === 0 && parts.length > 0) {
    const orderId = 700 + (n % 4);
    return anOrder({ ...shown, orderId, orderNumber: `B-${orderId}`, backOrderForOrderId: pick(parts, n).orderId });
  }
  return anOrder({ ...shown, orderId: order?.orderId ?? 501, orderNumber: order?.number ?? orderNumber });
}

/** Anything that can come of an effect, whether it makes sense or not. */
function anyResult(story: Story, effect: Effect, n: number): EffectResults[Effect['do']] {
  const observedAt = story.now;
  const row = { kind: 'row', observedAt, row: aRow(pick(rows, n)) } as const;
  const missing = { kind: 'missing', observedAt } as const;
  const gate = pick(['hold', 'suspect', 'filtered', 'too-old', undefined] as const, n);
  const notReady = { end: 'not-ready', centra: n % 2 ? row : missing, ...(gate ? { gate } : {}) } as const;
  const unmappable = { end: 'unmappable', reason: 'no country', centra: row } as const;
  const said = { ...unclear, reason: 'in other words' };
  const seen = n % 5 === 0 ? [] : [anyOrder(story, n)];
  const byNumber = effect.do === 'lookWarehouse' ? effect.number : (story.facts.order?.number ?? orderNumber);
  const warehouse = { observedAt, byNumber, orders: seen, ...(n % 7 === 0 ? { taken: true, orders: [] } : {}) };
  const written = { lines: row.row.lines, digests: row.row.digests, documentDigest: `d${n}` };
  const generation = effect.do === 'findNumber' ? effect.generation : 1;
  const number = generation === 1 ? orderNumber : `${orderNumber}-r${generation}`;
  const possible: { readonly [E in Effect['do']]: readonly EffectResults[E][] } = {
    findNumber: [
      { end: 'free', number, generation },
      { end: 'taken', number },
      { end: 'living', number, generation, warehouse: { ...warehouse, byNumber: number } },
    ],
    capture: [
      done,
      { ...done, centra: row },
      { end: 'not-needed', centra: row },
      refused,
      notReady,
      unmappable,
      unclear,
    ],
    import: [
      { end: 'written', orderId: 501 + generation, written, centra: row },
      { end: 'unchanged', written, centra: row },
      { ...refused, centra: row },
      { ...refused, centra: row, warehouse },
      notReady,
      unmappable,
      unclear,
      { ...said, written, centra: row },
    ],
    lookCentra: [{ end: 'seen', centra: aLook({ observedAt, ...pick(looks, n) }) }],
    lookWarehouse: [{ end: 'seen', warehouse }],
    adjust: [done, refused, unclear],
    complete: [{ ...done, acknowledged: n % 2 === 0 }, refused, unclear],
    acknowledge: [done, refused, unclear],
    cancelOrder: [done, refused, { ...refused, warehouse }, unclear, said],
    listReturns: [
      { end: 'returns', returns: [] },
      { end: 'returns', returns: [{ id: String(n), products: { 1: 1 } }] },
    ],
    refund: [done, refused, unclear],
    appendWaybills: [done, refused, unclear],
  };
  const all: readonly EffectResults[Effect['do']][] = [...possible[effect.do], ...possible[effect.do], ...notDones];
  return pick(all, n);
}

/** Anything that can be heard or done meanwhile, now or from a while ago. */
function anything(story: Story, what: number, n: number): void {
  const observedAt = story.now - (n % 5 === 0 ? hour : 0);
  const actions = possibleActions(story.facts, story.settings, story.now).filter(({ allowed }) => allowed);
  const wanted = pick(operatorActions, n);
  switch (what) {
    case 0:
      story.listed(pick(rows, n), observedAt);
      break;
    case 1:
      story.missing({ observedAt, shrunk: n % 4 === 0 });
      break;
    case 2:
      story.looked({ observedAt, ...pick(looks, n) });
      break;
    case 3:
      story.sight({ observedAt, orders: [anyOrder(story, n)] });
      break;
    case 4:
      story.sight({ observedAt, byNumber: story.facts.order?.number ?? orderNumber, orders: [] });
      break;
    case 5:
      if (actions.some(({ name }) => name === wanted)) {
        const choice = story.choices[n % (story.choices.length || 1)];
        story.says(wanted, choice ? { choice } : {});
      }
      break;
    case 6:
      story.configured(pick(settings, n));
      break;
    case 7:
      story.woken();
      break;
    default:
      story.later(pick([second, minute, hour, day], n));
  }
}

function check(story: Story): void {
  const { facts, decision, now, step } = story;
  expect(shipmentStages).toContain(decision.stage);
  if (step.do === 'wait') expect(step.until ?? Infinity).toBeGreaterThan(now);
  expect(decision.dueAt ?? Infinity).toBeGreaterThan(now);
  if (facts.operator.held) expect(heldEffects.has(step.do)).toBe(false);
  if (facts.operator.abandoned) expect(['wait', 'finish', 'lookCentra']).toContain(step.do);
  if (isCompleted(facts)) expect(['complete', 'capture', 'import']).not.toContain(step.do);
  if (facts.captured) {
    expect(step.do).not.toBe('capture');
    expect(step.do === 'complete' && step.capture).toBe(false);
  }
  const { doubt } = facts;
  if (doubt && !areSettled(doubt.undone, story.settings))
    expect(step.do).not.toBe(doubt.of === 'cancel' ? '' : doubt.of);
  if (facts.order?.cancelled && facts.order.cancelled.confirmedAt === undefined) expect(step.do).not.toBe('import');
  if (step.do === 'finish') {
    expect(decision.asks).toEqual([]);
    const money = facts.captured && !anyShipped(facts, story.settings) && !facts.completed;
    if (step.as !== 'completed') expect(facts.centra.goodToGo && !facts.centra.completed).toBe(false);
    if (step.as !== 'completed') expect(money).toBeFalsy();
  }
  // Facts survive continue-as-new.
  const kept = JSON.parse(JSON.stringify(facts)) as ShipmentFacts;
  expect(decide(kept, story.settings, now)).toEqual(decide(facts, story.settings, now));
  expect(details(key, facts, decision, possibleActions(facts, story.settings, now))).not.toMatch(
    /undefined|NaN|Invalid/,
  );
}

/** Every effect and every question to begin with. */
const states = [...Object.values(due), ...asked.map(([, start]) => start)];

describe('whatever is heard and whatever comes of an effect, whether it makes sense or not', () => {
  it('there is a next step that keeps every promise', () => {
    const moves = fc.array(fc.tuple(fc.nat({ max: 15 }), fc.nat({ max: 5_000 })), { minLength: 10, maxLength: 60 });
    const starts = fc.tuple(fc.constantFrom(...states), fc.constantFrom(...settings));
    fc.assert(
      fc.property(starts, moves, ([start, change], played) => {
        const story = start().configured(change);
        check(story);
        for (const [what, n] of played) {
          const { step } = story;
          if (step.do === 'finish') break;
          if (step.do !== 'wait' && what >= 8) story.does(step.do, anyResult(story, step, n));
          else anything(story, what, n);
          check(story);
        }
      }),
      { numRuns: runs },
    );
  });
});
