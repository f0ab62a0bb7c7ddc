import type { Shipment, ShipmentLine } from '../clients/centra/schema';
import type { OrderDocument, OrderLineDocument } from '../clients/ongoing/documents';
import type { ArticleNumberPart } from '../config';
import { articleNumber } from './article-number';
import { firstFilled, withoutBlanks } from './blanks';
import { calendarDay, isNoDate } from './calendar-day';
import { consignee, notification } from './consignee';
import { times } from './decimal';
import { FaultList } from './mapping-error';
import { orderTargets } from './order-targets';
import { applyMapping } from './overrides';
import { physicalLines } from './physical-lines';
import type { StoreRules } from './rules';
import { cut } from './target-values';

/** What an order's document takes from elsewhere than the shipment. */
export interface OrderContext {
  readonly goodsOwnerId: number;
  readonly warehouseId?: number | null;
  readonly store: {
    readonly id: string;
    readonly type: 'b2b' | 'b2c';
    /** The timezone of Centra's dates. */
    readonly timezone: string;
    /** What `customerLinePrice` means at this warehouse. */
    readonly linePrice: 'unit' | 'total';
    readonly articleNumber: readonly ArticleNumberPart[];
  };
  /** Recorded before the first write and never computed again. */
  readonly orderNumber: string;
  /** `YYYY-MM-DD`, of the first import: later writes keep it. */
  readonly firstImportDate: string;
  readonly rules: StoreRules;
}

/**
 * A shipment as the order that the warehouse gets, `mapping.md` field by field. A function of its arguments only: the
 * same shipment gives the same document, today and at every later write.
 *
 * @throws {MappingError} naming everything that keeps it from being mapped
 */
export function toOrder(shipment: Shipment, context: OrderContext): OrderDocument {
  const { goodsOwnerId, store, orderNumber, rules } = context;
  const faults = new FaultList();
  const { shipmentId } = shipment;
  const lines = orderLines(shipment, context, faults);
  const mapped = new Set(rules.mapping.map(({ target }) => target));
  const document: OrderDocument = {
    goodsOwnerId,
    orderNumber,
    deliveryDate: deliveryDate(shipment, context, mapped, faults),
    goodsOwnerOrderId: shipmentId,
    referenceNumber: `${store.id}/${shipmentId}`,
    customerPrice: shipment.grandTotalValue,
    invoiceUrl: shipment.invoices.at(-1),
    consigneeOrderNumber: shipment.deliveryNote,
    orderRemark: shipment.otherComment && cut(shipment.otherComment, orderTargets.orderRemark?.max),
    servicePointCode: shipment.shipwallet_pickup,
    warehouseId: context.warehouseId ?? undefined,
    orderType: { code: store.type.toUpperCase(), name: store.type.toUpperCase() },
    marketPlace: {
      marketPlace: shipment.marketplace_source,
      marketPlaceOrderNumber: shipment.marketplace_source_id,
    },
    advanced: { wayOfDeliveryString: shipmentId, invoiceNumber: shipment.proforma },
    smsNotification: notification(firstFilled(shipment.deliveryCell, shipment.deliveryTele), true),
    emailNotification: notification(shipment.deliveryEmail, true),
    consignee: consignee(shipment, store.type),
    transporter: { transporterServiceCode: shipment.shipwallet_method },
    orderLines: lines.map(({ document }) => document),
  };
  applyMapping(document, shipment, lines, { rules, timezone: store.timezone }, faults);
  const complete = withoutBlanks(document);
  checkConsignee(complete.consignee, store.type, mapped, faults);
  faults.throwIfAny();
  return complete;
}

/** A line with the row that stands for it. */
export interface MappedLine {
  readonly line: ShipmentLine;
  readonly document: OrderLineDocument;
}

function orderLines(shipment: Shipment, { store }: OrderContext, faults: FaultList): MappedLine[] {
  const lines = physicalLines(shipment);
  if (lines.length === 0) faults.add('products', 'no line with items');
  return lines.map((line) => ({
    line,
    document: {
      rowNumber: line.lineId,
      articleNumber: faults.try(() => articleNumber(line, store.articleNumber)) ?? '',
      numberOfItems: line.qty,
      prices:
        line.price === undefined
          ? undefined
          : {
              customerLinePrice: store.linePrice === 'total' ? times(line.price, line.qty) : line.price,
              currencyCode: shipment.orderCurrency,
            },
    },
  }));
}

function deliveryDate(
  shipment: Shipment,
  { firstImportDate }: OrderContext,
  mapped: ReadonlySet<string>,
  faults: FaultList,
): string {
  for (const field of ['preferredDeliveryDate', 'estimatedDeliveryDate'] as const) {
    const text = shipment[field];
    if (text === undefined || isNoDate(text)) continue;
    const day = calendarDay(text);
    if (day !== undefined) return day;
    if (!mapped.has('deliveryDate')) faults.add(field, 'is no date');
  }
  return firstImportDate;
}

/** What a parcel cannot be sent without: the target, and where its value comes from. */
const needed = [
  ['name', { b2b: 'deliveryName, deliveryCompany', b2c: 'deliveryCompany, deliveryName' }],
  ['address1', { b2b: 'deliveryAddress', b2c: 'deliveryAddress' }],
  ['countryCode', { b2b: 'deliveryCountry', b2c: 'deliveryCountry' }],
] as const;

function checkConsignee(
  consignee: OrderDocument['consignee'] | undefined,
  storeType: 'b2b' | 'b2c',
  mapped: ReadonlySet<string>,
  faults: FaultList,
): void {
  for (const [field, source] of needed) {
    if (consignee?.[field] !== undefined) continue;
    const target = `consignee.${field}`;
    const place = mapped.has(target) ? `mapping[${JSON.stringify(target)}]` : source[storeType];
    // Why it has no value is a fault of its own already.
    if (!faults.faults.some(({ at }) => at === place)) faults.add(place, 'no value');
  }
}
