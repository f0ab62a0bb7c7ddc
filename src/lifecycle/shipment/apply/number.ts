import { atLeast, type Span } from '../../outcome';
import { note } from '../../timeline';
import type { ShipmentFacts } from '../facts';
import { observeWarehouse } from '../observe';
import type { EffectResults } from '../results';
import type { ShipmentSettings } from '../settings';

/** A number for the order, or the order itself, which is there already. */
export function numberFound(
  facts: ShipmentFacts,
  result: EffectResults['findNumber'],
  settings: ShipmentSettings,
  span: Span,
): ShipmentFacts {
  if (result.end === 'not-done') return facts;
  if (result.end === 'taken') {
    return note(
      { ...facts, numberTaken: { at: span.now, number: result.number } },
      { at: span.now, what: 'order number', outcome: 'taken' },
    );
  }
  const { order, ...rest } = ofTheShipment(facts);
  const spent = order ? [...facts.spent, order.number] : facts.spent;
  const fresh: ShipmentFacts = {
    ...rest,
    spent,
    parts: [],
    refusals: {},
    order: {
      number: result.number,
      generation: result.generation,
      firstImportAt: span.now,
      sent: false,
      written: false,
    },
  };
  if (result.end === 'free') return fresh;
  const sent: ShipmentFacts = { ...fresh, adopted: true, order: { ...fresh.order!, sent: true } };
  return adopt(observeWarehouse(sent, atLeast(result.warehouse, span), settings, span.now), span.now);
}

/** What was done, lowered, reported or decided for an order that is no more is not taken over by the next one. */
function ofTheShipment(facts: ShipmentFacts): ShipmentFacts {
  const { adjusted: _l, completed: _r, acknowledged: _a, backOrdersAskedAt: _b, ...shipment } = facts;
  const { complete: _c, ...operator } = shipment.operator;
  return { ...shipment, operator: { ...operator, resolved: {} } };
}

/** An order of ours that was there before: what it holds is taken as written, so that later changes are noticed. */
export function adopt(facts: ShipmentFacts, now: number): ShipmentFacts {
  const { order, centra } = facts;
  if (!order) return facts;
  const part = facts.parts.find((one) => one.orderNumber === order.number);
  const lines = part?.lines.map((line) => ({
    lineId: line.rowNumber,
    articleNumber: line.articleNumber,
    qty: line.ordered,
  }));
  return note(
    {
      ...facts,
      adopted: true,
      order: {
        ...order,
        sent: true,
        written: true,
        writtenAt: order.writtenAt ?? now,
        ...(part ? { orderId: part.orderId } : {}),
        ...(lines && lines.length > 0 ? { lines } : {}),
        ...(centra.digests ? { digests: centra.digests } : {}),
      },
    },
    { at: now, what: 'adopted', outcome: `the order ${order.number} was there already` },
  );
}
