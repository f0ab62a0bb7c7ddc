import { product, shipment, stockRow, supplierDelivery, wholeOrder } from '../../src/clients/centra/schema';
import type {
  Product,
  Shipment,
  ShipmentLine,
  StockRow,
  SupplierDelivery,
  WholeOrder,
} from '../../src/clients/centra/schema';
import { compileRules, type OrderContext, type StoreRules } from '../../src/mapping';

type Row = Record<string, unknown>;

/** A line as Centra sends it. */
export const aLineRow = (more: Row = {}): Row => ({
  lineId: '501',
  sku: 'TEE',
  variantSku: '-BLUE',
  sizeSku: '-M',
  ean: '7300000000015',
  upc: '',
  name: 'Tee',
  variant: 'Blue',
  size: 'M',
  qty: 2,
  price: 149.5,
  originalPrice: 199,
  weight: 0.18,
  weightUnit: 'kg',
  countryOfOrigin: 'PT',
  harmCode: '6109100010',
  comment: '',
  isBundle: false,
  ...more,
});

/** A shipment that passes every gate, as Centra sends it. */
export const aShipmentRow = (more: Row = {}): Row => ({
  shipmentId: '7001-1',
  orderId: '7001',
  selectionId: '0123456789abcdef0123456789abcdef',
  orderDate: '2026-02-03 10:11:12',
  cancelDate: '0000-00-00 00:00:00',
  preferredDeliveryDate: '0000-00-00 00:00:00',
  estimatedDeliveryDate: '',
  orderStore: 'retail',
  orderCurrency: 'SEK',
  customerId: '880',
  accountId: '0',
  deliveryName: 'Runa Exempel',
  deliveryCompany: '',
  deliveryEmail: 'runa@example.com',
  deliveryCell: '+46 70 000 00 17',
  deliveryTele: '',
  deliveryAddress: 'Provgatan 12',
  deliveryCoaddress: '',
  deliveryZipcode: '123 45',
  deliveryCity: 'Exempelstad',
  deliveryState: '',
  deliveryCountry: 'SE',
  shippingList: 'standard',
  invoices: [],
  suspect: 0,
  hold: 0,
  paid: 1,
  shouldCapture: 0,
  grandTotalValue: 299,
  internalComment: '',
  otherComment: '',
  products: [aLineRow()],
  ...more,
});

export const aShipment = (more: Row = {}): Shipment => shipment.parse(aShipmentRow(more));

/** An order that passes every gate, as Centra sends it. */
export function anOrderRow(more: Row = {}): Row {
  const { shipmentId: _s, paid: _p, shouldCapture: _c, ...head } = aShipmentRow();
  const own = { orderStatus: '2', internalOrder: 0, waitingForPayment: 0, marketId: 1, pricelistId: 1, shipments: [] };
  return { ...head, ...own, ...more };
}

export const aWholeOrder = (more: Row = {}): WholeOrder => wholeOrder.parse(anOrderRow(more));

/** A parsed line. */
export function aLine(more: Row = {}): ShipmentLine {
  const [line] = aShipment({ products: [aLineRow(more)] }).products;
  if (line === undefined) throw new Error('a line without items is no line');
  return line;
}

export const aProduct = (more: Row = {}): Product =>
  product.parse({
    stockItemId: 3001,
    productId: 31,
    variantId: 32,
    sku: 'TEE',
    variantSku: '-BLUE',
    sizeSku: '-M',
    ean: '7300000000015',
    product: 'Tee',
    name: 'The Tee',
    variant: 'Blue',
    size: 'M',
    brand: 'Exempel',
    weight: 0.18,
    weightUnit: 'kg',
    countryOfOrigin: 'PT',
    harmCode: '6109100010',
    active: 1,
    prices: [
      { id: '1', price: '199.00', pricelist: 'SEK', currency: 'SEK' },
      { id: '2', price: 19.9, pricelist: 'EUR', currency: 'EUR' },
    ],
    ...more,
  });

/** A row of goods that are under way, as Centra sends it. */
export const aSupplyRow = (more: Row = {}): Row => ({
  sku: 'TEE',
  variantSku: '-BLUE',
  sizeSku: '-M',
  ean: '7300000000015',
  product: 'Tee',
  variant: 'Blue',
  size: 'M',
  weight: 0.18,
  weightUnit: 'kg',
  quantity: 12,
  cost: '9.40',
  costCurrency: 'USD',
  ...more,
});

export const aDelivery = (more: Row = {}): SupplierDelivery =>
  supplierDelivery.parse({
    id: '364',
    orderId: '957',
    deliveryId: '957-1',
    supplierName: 'Exempel Väveri',
    supplierCountry: 'PT',
    created: '2026-01-12 01:15',
    ETD: '2026-02-01 15:15',
    ETA: '2026-02-03 20:15',
    message: '',
    productsQty: 12,
    products: [aSupplyRow()],
    ...more,
  });

export const aStockRow = (more: Row = {}): StockRow =>
  stockRow.parse({ ...aProduct().raw, physicalStock: 12, allocatedStock: 2, availableStock: 10, ...more });

/** Rules that must compile. */
export function rules(
  texts: { filter?: string; mapping?: Record<string, string>; attributes?: string[]; import?: string } = {},
): StoreRules {
  const { rules: compiled, problems } = compileRules({ filter: '', mapping: {}, attributes: [], ...texts });
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return compiled;
}

export const aContext = (
  more: Partial<Omit<OrderContext, 'store'>> & { store?: Partial<OrderContext['store']> } = {},
) => ({
  goodsOwnerId: 7,
  orderNumber: '7001-1',
  firstImportDate: '2026-02-04',
  rules: rules(),
  ...more,
  store: {
    id: 'shop',
    type: 'b2c' as const,
    timezone: 'Europe/Stockholm',
    linePrice: 'unit' as const,
    articleNumber: ['sku', 'variantSku', 'sizeSku'] as const,
    ...more.store,
  },
});
