import Ajv, { type ValidateFunction } from 'ajv';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { product, shipment, stockRow, supplierDelivery } from '../../src/clients/centra/schema';
import { writableOf } from '../../src/clients/ongoing/article-writable';
import { article, warehouseOrder, warehousePurchaseOrder } from '../../src/clients/ongoing/schema';
import {
  articleDifferences,
  availableToWrite,
  overWhatIsThere,
  purchaseOrderDigest,
  shipmentDigest,
  stockFigure,
  stockToWrite,
  toArticle,
  toArticleFromLine,
  toOrder,
  toProgress,
  toPurchaseOrder,
  toReceipt,
  toReturns,
} from '../../src/mapping';
import { orderTargets } from '../../src/mapping/order-targets';
import { aContext, aShipment, rules } from './support';

const contracts = path.resolve(__dirname, '../../../shared/contracts');
const there = existsSync(contracts);
const read = (name: string) => JSON.parse(readFileSync(path.join(contracts, name), 'utf8')) as Record<string, unknown>;
type Rows = Record<string, unknown>[];

/** What Ongoing's own document says of a model that we write. */
function validator(model: string): ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true });
  // The document calls every date a date-time; the contract says that days without time are accepted.
  ajv.addFormat('date-time', /^\d{4}-\d{2}-\d{2}(T.*)?$/);
  for (const format of ['int32', 'int64', 'decimal', 'double']) ajv.addFormat(format, true);
  // OpenAPI's `nullable` is none of JSON Schema's; without it null is refused, and we send none.
  const document = JSON.parse(
    JSON.stringify(read('ongoing-openapi.json'), (key, value: unknown) => (key === 'nullable' ? undefined : value)),
  ) as object;
  ajv.addSchema(document, 'ongoing');
  return ajv.compile({ $ref: `ongoing#/components/schemas/${model}` });
}

function expectValid(validate: ValidateFunction, document: unknown) {
  validate(document);
  expect(validate.errors ?? []).toEqual([]);
}

type Shapes = Record<string, { properties?: Record<string, Shape> }>;
interface Shape {
  readonly type?: string;
  readonly format?: string;
  readonly $ref?: string;
  readonly oneOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
  readonly items?: Shape;
}

/** Every member of a model with its type, to its depth, as a text that can be compared. */
function shapeOf(shapes: Shapes, model: string): Record<string, string> {
  const textOf = (shape: Shape): string => {
    const ref = shape.$ref ?? shape.oneOf?.[0]?.$ref ?? shape.allOf?.[0]?.$ref;
    if (ref !== undefined) return JSON.stringify(shapeOf(shapes, ref.split('/').pop() ?? ''));
    return shape.items ? `[${textOf(shape.items)}]` : `${shape.type}:${shape.format ?? ''}`;
  };
  const { properties = {} } = shapes[model] ?? {};
  return Object.fromEntries(Object.entries(properties).map(([name, shape]) => [name, textOf(shape)]));
}

if (there) {
  describe('the contract documents', () => {
    const [row] = read('examples/centra/get-shipments.response.json').shipments as Rows;
    const example = shipment.parse(row);

    it.each(['b2b', 'b2c'] as const)('the example shipment is an order that Ongoing accepts (%s)', (type) => {
      const order = toOrder(
        example,
        aContext({ orderNumber: example.shipmentId, store: { type, linePrice: 'total' } }),
      );
      expectValid(validator('PostOrderModel'), order);
      expect(order.orderLines.map(({ rowNumber, numberOfItems }) => [rowNumber, numberOfItems])).toEqual([
        ['43243', 1],
      ]);
      expect(order).toMatchObject({ deliveryDate: '2012-05-04', customerPrice: 3978.75 });
      expect(order.consignee).not.toHaveProperty('address2');
    });

    it('an order with every target mapped is one that Ongoing accepts', () => {
      const text = { text: '"x"', number: '1.5', whole: '2', flag: 'true', day: '"2026-02-03"' };
      const mapping = Object.fromEntries(Object.entries(orderTargets).map(([name, { kind }]) => [name, text[kind]]));
      expectValid(validator('PostOrderModel'), toOrder(aShipment(), aContext({ rules: rules({ mapping }) })));
    });

    it('a misspelt member of an order is noticed by this test', () => {
      const order = { ...toOrder(example, aContext()), orderRemrk: 'x' };
      expect(validator('PostOrderModel')(order)).toBe(false);
    });

    it('the example products and lines are articles that Ongoing accepts', () => {
      const validate = validator('PostArticleModel');
      const context = {
        goodsOwnerId: 7,
        articleNumber: ['sku', 'variantSku', 'sizeSku'],
        price: true,
        inactive: true,
      } as const;
      const rows = (read('examples/centra/get-products.response.json').products as Rows).map((one) =>
        product.parse(one),
      );
      expect(rows.length).toBeGreaterThan(0);
      for (const one of rows) expectValid(validate, toArticle(one, context));
      for (const line of example.products) expectValid(validate, toArticleFromLine(line, context));
    });

    it.each(['sku', 'ean'] as const)('the example delivery is a purchase order that Ongoing accepts (%s)', (by) => {
      const { delivery: row } = read('examples/centra/get-supplier-delivery.response.json');
      const delivery = supplierDelivery.parse(row);
      const parts = by === 'ean' ? (['ean'] as const) : (['sku', 'variantSku', 'sizeSku'] as const);
      const context = { goodsOwnerId: 7, warehouseId: 1, articleNumber: parts, timezone: 'Europe/Stockholm' };
      const document = toPurchaseOrder(delivery, context);
      expectValid(validator('PostPurchaseOrderModel'), document);
      expect(document).toMatchObject({
        purchaseOrderNumber: '364',
        goodsOwnerReference: '957-1',
        referenceNumber: '957',
        inDate: '2019-04-05T20:15:00+02:00',
      });
      // 122 × 9.40 and 342 × 12.40.
      expect(document.purchaseOrderLines.map((line) => [line.numberOfItems, line.rowPrice])).toEqual([
        [122, 1146.8],
        [342, 4240.8],
      ]);
      expect(purchaseOrderDigest(delivery, { key: 'k' }).combined).toMatch(/^[0-9a-f]{16}$/);
      const { products, total } = toReceipt({ lines: [] }, delivery, parts);
      const [one, other] = delivery.products;
      const key = (line = one) => (by === 'ean' ? line?.ean : `${line?.sku}${line?.variantSku}`);
      expect([products, total]).toEqual([{ [key(one)!]: 0, [key(other)!]: 0 }, 0]);
    });

    it('the example purchase orders are receipts', () => {
      const name = 'purchase_order_get_a_purchase_order_get_request_get_response_purchase_order_with_many_fields.json';
      const purchaseOrder = warehousePurchaseOrder.parse(read(`examples/ongoing/${name}`));
      const delivery = supplierDelivery.parse({
        ...{ id: '1', deliveryId: '1-1', orderId: '1' },
        products: [
          { sku: 'CK', variantSku: '2', quantity: 2 },
          { sku: 'CK', variantSku: '5', quantity: 10 },
        ],
      });
      expect(toReceipt(purchaseOrder, delivery, ['sku', 'variantSku', 'sizeSku'])).toEqual({
        by: 'sku',
        products: { CK2: 2, CK5: 7 },
        total: 9,
        lines: [
          { purchaseOrderLineId: 555, numberOfItems: 2 },
          { purchaseOrderLineId: 556, numberOfItems: 7 },
        ],
        unreported: [],
      });
      const real = warehousePurchaseOrder.parse(
        read('examples/ongoing/real_purchase_order_response_2023_Joaqim-duxs.json'),
      );
      expect(toReceipt(real, delivery, ['sku']).unreported.map(({ received, why }) => [received, why])).toEqual([
        [30, 'not-in-delivery'],
        [15, 'not-in-delivery'],
      ]);
    });

    it('the example articles have figures of stock, and can take Centra’s', () => {
      const name = 'examples/ongoing/real_articles_list_response_2023-06_Joaqim-duxs.json';
      const [first] = read(name) as unknown as Rows;
      const there = article.parse(first);
      const figure = stockFigure(there.inventory, { pickedIsInStock: true });
      expect(figure).toBe(30);
      const rows = (read('examples/centra/get-stock.response.json').products as Rows).map((one) => stockRow.parse(one));
      expect(rows.map((row) => stockToWrite(figure!, row).quantity)).toEqual([30, 30]);
      const freeValues = availableToWrite(rows[0]!, there, 'freeDecimal1');
      expect(freeValues).toEqual({ freeDecimal1: 4 });
      expectValid(validator('PostArticleModel'), { goodsOwnerId: 7, articleNumber: there.articleNumber, freeValues });
    });

    it('the example article differs from an example product where they do', () => {
      const [row] = read('examples/centra/get-products.response.json').products as Rows;
      const document = toArticle(product.parse(row), { goodsOwnerId: 7, articleNumber: ['sku'] });
      const name = 'article_get_an_article_get_request_get_response_example_article_with_many_fields.json';
      const fields = articleDifferences(document, article.parse(read(`examples/ongoing/${name}`)));
      expect(fields.map(({ field }) => field)).toEqual(expect.arrayContaining(['articleName', 'weight']));
      expect(fields.map(({ field }) => field)).not.toContain('barCodeInfo.barCode');
    });

    it('nothing of the example order came back', () => {
      const name = 'order_get_an_order_get_request_get_response_order_with_many_fields.json';
      const order = warehouseOrder.parse(read(`examples/ongoing/${name}`));
      expect(toReturns(order, [], { restock: true, comment: true })).toEqual([]);
    });

    it('the example shipment has digests, and the older form of it the same lines', () => {
      const [older] = read('examples/centra/get-shipment-by-id.2021.response.json').shipments as Rows;
      const digest = (one: unknown) => shipmentDigest(shipment.parse(one), { key: 'k', attributes: [] });
      expect(digest(older).lines).toBe(digest(row).lines);
      expect(digest(older).consignee).toMatch(/^[0-9a-f]{16}$/);
    });

    it('an article is written back as Ongoing accepts it', () => {
      const name = 'article_get_an_article_get_request_get_response_example_article_with_many_fields.json';
      const there = article.parse(read(`examples/ongoing/${name}`));
      const document = overWhatIsThere({ goodsOwnerId: 121, articleNumber: there.articleNumber, weight: 0.3 }, there);
      expectValid(validator('PostArticleModel'), document);
      expect(Object.keys(document).length).toBeGreaterThan(15);
      expect(document.weight).toBe(0.3);
    });

    it('what can be written of an article as it is read is written back', () => {
      const shapes = (read('ongoing-openapi.json') as unknown as { components: { schemas: Shapes } }).components
        .schemas;
      const [shown, written] = [shapeOf(shapes, 'GetArticleModel'), shapeOf(shapes, 'PostArticleModel')];
      const alike = Object.keys(written).filter((name) => shown[name] !== undefined && shown[name] === written[name]);
      const row = {
        ...Object.fromEntries(alike.map((name) => [name, { is: name }])),
        freeValues: {},
        supplierInfo: {},
      };
      // The free values that can be written only cannot be lost by who cannot read them.
      const known = ['freeValues', ...alike.filter((name) => name !== 'articleNumber')].sort();
      expect(Object.keys(writableOf(row)).sort()).toEqual(known);
    });

    it('the example order is progress', () => {
      const name = 'order_get_an_order_get_request_get_response_order_with_many_fields.json';
      const progress = toProgress(warehouseOrder.parse(read(`examples/ongoing/${name}`)), ['1']);
      expect(progress.lines).toMatchObject([
        { rowNumber: '1', orderLineId: 48838, ordered: 2, picked: 2, reported: 0 },
      ]);
      expect(progress).toMatchObject({ foreignRows: [], toReport: true });
      expect(progress.lines[0]?.serials).toEqual(['SSN2', 'SSN1']);
    });
  });
} else {
  const left = describe.skip;
  left('contract documents are not in this clone (../shared/contracts): skipped', () => {
    it('reads them where they lie', () => {
      expect(there).toBe(true);
    });
  });
}
