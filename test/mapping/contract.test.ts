import Ajv, { type ValidateFunction } from 'ajv';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { product, shipment } from '../../src/clients/centra/schema';
import { warehouseOrder } from '../../src/clients/ongoing/schema';
import { shipmentDigest, toArticle, toArticleFromLine, toOrder, toProgress } from '../../src/mapping';
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

    it('the example shipment has digests, and the older form of it the same lines', () => {
      const [older] = read('examples/centra/get-shipment-by-id.2021.response.json').shipments as Rows;
      const digest = (one: unknown) => shipmentDigest(shipment.parse(one), { key: 'k', attributes: [] });
      expect(digest(older).lines).toBe(digest(row).lines);
      expect(digest(older).consignee).toMatch(/^[0-9a-f]{16}$/);
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
