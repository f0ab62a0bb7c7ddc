import { isObservation, isShipmentSettings } from '../../src/protocol/shipment';
import { isPurchaseOrderObservation, isPurchaseOrderSettings } from '../../src/protocol/purchase-order';
import { isReturnObservation, isReturnSettings } from '../../src/protocol/returns';
import { isForm } from '../../src/protocol/connection';
import { isHints, noHints } from '../../src/protocol/inbox';
import { aSettings, anOrder } from '../lifecycle/builders';

const digests = {
  ...{ keyId: 'k', lines: 'a', consignee: 'b', servicePoint: 'c', carrier: 'd', other: 'e' },
  attributes: { gift: 'f' },
};
const row = {
  ...{ paid: true, shouldCapture: false, hold: false, suspect: false, digests },
  lines: [{ lineId: '1', articleNumber: 'TEE', qty: 2 }],
};
const delivery = { head: 'h', digests: { keyId: 'k', lines: 'a', arrival: 'b', other: 'c' }, pieces: { TEE: 5 } };
const received = { lineId: 1, articleNumber: 'TEE', advised: 5, received: 5, reported: 0 };
const purchaseOrder = { purchaseOrderId: 1, number: '364', status: 500, lines: [received] };
const part = { products: { 1: 2 }, returnStock: true, lines: [{ lineId: '1', orderLineId: 7, processed: 2 }] };
const observedAt = 1;

describe('what scans send has the form that is asked for', () => {
  it.each<[what: string, is: (value: unknown) => boolean, value: unknown]>([
    ['a row', isObservation, { centra: { kind: 'row', observedAt, row } }],
    ['what is missing', isObservation, { centra: { kind: 'missing', observedAt } }],
    ['a short list', isObservation, { centra: { kind: 'missing', observedAt, shrunk: true } }],
    ['a hint', isObservation, { centra: { kind: 'hint', observedAt } }],
    ['a look', isObservation, { centra: { kind: 'look', observedAt, listed: 'none', order: 'open', shipped: false } }],
    ['progress', isObservation, { warehouse: { observedAt, orders: [anOrder()] } }],
    ['a number that nothing has', isObservation, { warehouse: { observedAt, byNumber: '1001-1', orders: [] } }],
    ['settings', isShipmentSettings, aSettings()],
    ['a delivery', isPurchaseOrderObservation, { centra: { kind: 'row', observedAt, row: delivery } }],
    [
      'a look for a delivery',
      isPurchaseOrderObservation,
      { centra: { kind: 'look', observedAt, listed: false, supplierOrder: { shown: true, pieces: { TEE: 5 } } } },
    ],
    ['what was received', isPurchaseOrderObservation, { warehouse: { observedAt, order: purchaseOrder } }],
    ['nothing by that number', isPurchaseOrderObservation, { warehouse: { observedAt, byNumber: '364' } }],
    ['what came back', isReturnObservation, { returned: { observedAt, parts: [part] } }],
    ['nothing that came back', isReturnObservation, { missedAt: 1 }],
    ['settings of returns', isReturnSettings, aSettings()],
    ['hints', isHints, noHints],
    ['a failure', isForm.failed, { why: 'unauthorized', operation: 'PUT /orders', endpointOff: true }],
    ['a list', isForm.listSeen, { missing: 0, total: 3, shrunk: false }],
    ['a list of orders', isForm.listSeen, { list: 'orders', missing: 0, total: 3, shrunk: false }],
  ])('%s', (_what, is, value) => {
    expect(is(value)).toBe(true);
    // As it arrives.
    expect(is(JSON.parse(JSON.stringify(value)))).toBe(true);
  });

  it.each([undefined, null, 0, 'text', [], {}, { centra: {} }, { warehouse: {} }, { revision: 9 }, { returned: null }])(
    '%j has none of them',
    (value) => {
      const forms = [isObservation, isShipmentSettings, isPurchaseOrderObservation, isPurchaseOrderSettings];
      const others = [isReturnObservation, isReturnSettings, isHints, ...Object.values(isForm)];
      for (const is of [...forms, ...others]) expect(is(value)).toBe(false);
    },
  );
});
