import fc from 'fast-check';
import { scrub, toOrder, toPurchaseOrder } from '../../src/mapping';
import { aContext, aDelivery, aShipment } from './support';

const document = toOrder(aShipment({ otherComment: 'call Runa' }), aContext());

describe('a refusal in the warehouse’s words', () => {
  it.each([
    ['Customer Runa Exempel is blocked', 'Customer ‹consignee.name› is blocked'],
    ['RUNA EXEMPEL, provgatan 12', '‹consignee.name›, ‹consignee.address1›'],
    ['Runa  Exempel', '‹consignee.name›'],
    ['Runa\nExempel', '‹consignee.name›'],
    ['no such number: +46700000017', 'no such number: ‹smsNotification›'],
    ['no such number: 46-70-000-0017', 'no such number: ‹smsNotification›'],
    ['mail to runa@example.com bounced', 'mail to ‹emailNotification› bounced'],
    ['postcode 123 45 not in SE', 'postcode ‹consignee.postCode› not in ‹consignee.countryCode›'],
    ['postcode 12345', 'postcode ‹consignee.postCode›'],
    ['the remark "call Runa" is odd', 'the remark "‹orderRemark›" is odd'],
    ['SERVICE is not a country', 'SERVICE is not a country'],
    ['Order 7001-1, article TEE-BLUE-M, row 501', 'Order 7001-1, article TEE-BLUE-M, row 501'],
    ['', ''],
  ])('%s', (said, scrubbed) => {
    expect(scrub(said, document)).toBe(scrubbed);
  });

  it.each([
    ['Åsa &#197;berg', 'Åsa Åberg'],
    ['\\u00c5sa Åberg', 'Åsa Åberg'],
    ['A\u030asa A\u030aberg', 'Åsa Åberg'],
    ['Tom &amp; Co', 'Tom & Co'],
    ['O&#39;Prov', "O'Prov"],
  ])('%s is found however it is escaped', (said, name) => {
    expect(scrub(`<${said}>`, { consignee: { name } })).toBe('<‹consignee.name›>');
  });

  it('takes the longest value first', () => {
    const one = { consignee: { city: 'Prov', name: 'Prov Exempel AB' } };
    expect(scrub('Prov Exempel AB in Prov', one)).toBe('‹consignee.name› in ‹consignee.city›');
  });

  it('takes short values only where they are words', () => {
    const one = { consignee: { name: 'Bo' } };
    expect(scrub('Bo has no Bonus; (bo)', one)).toBe('‹consignee.name› has no Bonus; (‹consignee.name›)');
  });

  it('is safe with signs of regular expressions', () => {
    expect(scrub('x (a+b)* [c] $^ y', { consignee: { name: '(a+b)* [c] $^' } })).toBe('x ‹consignee.name› y');
  });

  it('keeps the numbers of a purchase order and takes the supplier out', () => {
    const order = toPurchaseOrder(aDelivery(), {
      goodsOwnerId: 7,
      articleNumber: ['sku', 'variantSku', 'sizeSku'],
      timezone: 'Europe/Stockholm',
    });
    const said = 'Purchase order 364 (957-1) of Exempel Väveri: row TEE-BLUE-M, USD, is started';
    expect(scrub(said, order)).toBe(
      'Purchase order 364 (957-1) of ‹supplierInfo.supplierName›: row TEE-BLUE-M, USD, is started',
    );
  });

  it('leaves nothing of any value', () => {
    const value = fc
      .string({ unit: 'grapheme', minLength: 3, maxLength: 20 })
      .map((text) => text.trim().normalize('NFC'))
      .filter((text) => text.length >= 3 && !/[‹›.]/.test(text) && !/^[a-z]*$/i.test(text));
    fc.assert(
      fc.property(value, value, fc.string({ unit: 'grapheme' }), (name, city, around) => {
        const said = `${around} ${name} ${around} ${city.toUpperCase()} ${city} ${name}${around}`;
        const scrubbed = scrub(said, { consignee: { name, city } });
        const overlaps = `${around}${name}${city}`.includes('‹');
        return overlaps || (!scrubbed.includes(name) && !scrubbed.includes(city));
      }),
      { numRuns: 1000 },
    );
  });
});
