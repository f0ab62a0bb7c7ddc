import { candidatesOf, nameOf } from '../../../src/cli/shipments/resolve-id';

describe('an id of the command line', () => {
  it.each<[text: string, candidates: string[]]>([
    ['shipment/retail/83651-1', ['shipment/retail/83651-1']],
    ['retail/83651-1', ['shipment/retail/83651-1']],
    ['gone/83651-1', ['shipment/gone/83651-1']],
    ['83651-1', ['shipment/retail/83651-1', 'shipment/b2b/83651-1']],
    ['order/retail/83651', ['order/retail/83651', 'order/order/retail/83651']],
    ['retail/83651', ['order/retail/83651']],
    ['83651', ['order/retail/83651', 'order/b2b/83651']],
    ['connection/retail', ['connection/retail']],
    ['shipment/retail', []],
  ])('%s may mean %j', (text, candidates) => {
    expect(candidatesOf(text, ['retail', 'b2b'])).toEqual(candidates);
  });

  it.each(['', ' ', ' retail/1-1', 'retail/1-1\n'])('is not %j', (text) => {
    expect(() => candidatesOf(text, ['retail'])).toThrow('blanks');
  });

  it('is told in the short form', () => {
    expect(nameOf('shipment/retail/83651-1')).toBe('retail/83651-1');
    expect(nameOf('connection/retail')).toBe('connection/retail');
  });
});
