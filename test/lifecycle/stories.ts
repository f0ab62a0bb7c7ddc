import type { Effect } from '../../src/lifecycle/shipment/steps';
import type { Attention } from '../../src/lifecycle/words';
import {
  afterItsEnd,
  aDigests,
  aLife,
  anOrder,
  aRow,
  aSettings,
  aShippedOrder,
  day,
  inWarehouse,
  orderNumber,
} from './builders';
import { done, refused, Story, unclear } from './story';

const onImport = aSettings({ capture: 'onImport' });
const unpaid = { paid: false, shouldCapture: true };
const line = anOrder().lines[0]!;
const changed = { digests: aDigests({ consignee: 'c2' }) };
const cancelled = { listed: 'none', order: 'cancelled' } as const;
const hidden = { listed: 'none', order: 'not-visible' } as const;
const started = anOrder({ status: 320 });
const row = (story: Story) => ({ kind: 'row', observedAt: story.now, row: aRow() }) as const;

/** A story for every effect, in which it is due. */
export const due: { readonly [E in Effect['do']]: () => Story } = {
  findNumber: () => new Story(inWarehouse()).told(anOrder({ status: 1000 })).says('resolve', { choice: 'order-again' }),
  capture: () => new Story(aLife(unpaid, onImport), onImport),
  import: () => new Story(aLife()),
  lookCentra: () => new Story(inWarehouse()).told(anOrder()).missing(),
  lookWarehouse: () => new Story(inWarehouse()).told(anOrder()).listed(changed).imports(changed),
  adjust: () => new Story(inWarehouse()).told(aShippedOrder(2, { lines: [{ ...line, picked: 2, serials: ['S-1'] }] })),
  complete: () => new Story(inWarehouse()).told(aShippedOrder()),
  acknowledge: () => new Story(inWarehouse()).told(aShippedOrder()).does('complete', { ...done, acknowledged: false }),
  cancelOrder: () => new Story(inWarehouse()).told(anOrder()).says('cancel'),
  listReturns: () =>
    new Story(inWarehouse())
      .told(aShippedOrder(1))
      .finds(aShippedOrder(1))
      .says('resolve', { choice: 'refund' })
      .does('complete', { ...done, acknowledged: false }),
  refund: () => due.listReturns().does('listReturns', { end: 'returns', returns: [] }),
  appendWaybills: () =>
    new Story(afterItsEnd({ orderNumber, knownWaybills: ['WB-1'], addedWaybills: ['WB-2'], annulled: false })),
};

const capturing = () => new Story(aLife(unpaid, onImport), onImport);
const importing = () => new Story(aLife());
const running = () => new Story(inWarehouse()).told(started);
const shipped = () => new Story(inWarehouse()).told(aShippedOrder());

/** How every question about a shipment comes about. */
export const asked: readonly (readonly [attention: Attention, start: () => Story, choices: string[]])[] = [
  ['captured-not-shipped', () => capturing().does('capture', done).missing().looks(cancelled), ['refunded']],
  [
    'capture-in-doubt',
    () => capturing().does('capture', unclear).looks({ listed: 'none' }).inTime(),
    ['captured', 'not-captured'],
  ],
  ['capture-refused', () => capturing().does('capture', refused), []],
  [
    'not-paid',
    () => new Story(inWarehouse({ paid: false })).told(aShippedOrder()).looks({ row: aRow({ paid: false }) }),
    [],
  ],
  ['shipped-though-cancelled', () => shipped().missing().looks(cancelled), ['accept']],
  ['cancel-refused', () => running().missing().looks(cancelled).does('cancelOrder', refused), []],
  ['cancelled-in-warehouse', () => running().told(anOrder({ status: 1000 })), ['order-again', 'give-up']],
  ['completed-elsewhere', () => running().missing().looks({ listed: 'completed' }), ['accept', 'cancel-order']],
  ['changed-after-start', () => running().listed(changed), ['as-is']],
  [
    'short-picked',
    () => new Story(inWarehouse()).told(aShippedOrder(1)).finds(aShippedOrder(1)),
    ['refund', 'as-is', 'wait'],
  ],
  ['complete-refused', () => shipped().does('complete', refused), []],
  [
    'number-taken',
    () => {
      const story = importing().does('import', unclear);
      const warehouse = { observedAt: story.now, byNumber: orderNumber, orders: [], taken: true };
      return story.does('lookWarehouse', { end: 'seen', warehouse });
    },
    [],
  ],
  [
    'order-refused',
    () => {
      const story = importing();
      return story.does('import', { ...refused, centra: row(story) });
    },
    [],
  ],
  [
    'unmappable',
    () => {
      const story = importing();
      return story.does('import', { end: 'unmappable', reason: 'consignee: no country', centra: row(story) });
    },
    [],
  ],
  ['not-visible', () => running().missing().looks(hidden).inTime(), ['wait', 'withdraw']],
  ['no-tracking', () => new Story(inWarehouse()).told(aShippedOrder(2, { waybills: [] })).later(day), []],
  [
    'unreadable',
    () =>
      importing().does('import', { end: 'not-done', why: 'unreadable', system: 'ongoing', at: 'orders[0]' }).later(day),
    [],
  ],
  ['overdue', () => importing().later(day), []],
];
