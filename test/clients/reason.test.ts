import fc from 'fast-check';
import { reasonOf } from '../../src/clients/reason';

describe('the reason in a reply', () => {
  it.each<[where: string, body: unknown, reason: string | undefined]>([
    ['Centra’s msg', { status: 'no', msg: 'capture failed', order: 83651 }, 'capture failed'],
    [
      'Centra’s msg by field',
      { status: 'no', msg: { orderNumber: 'is required', accepted: ['is no boolean', 'is late'] } },
      'orderNumber: is required; accepted: is no boolean, is late',
    ],
    ['Ongoing’s message, with its HTML', { message: 'Not possible. <br/> <br/>Try again' }, 'Not possible. Try again'],
    ['ASP.NET’s Message', { Message: 'An error has occurred.' }, 'An error has occurred.'],
    [
      'ASP.NET’s model state',
      { Message: 'The request is invalid.', ModelState: { 'order.deliveryDate': ['Not a date.'] } },
      'The request is invalid.; order.deliveryDate: Not a date.',
    ],
    ['problem details', { title: 'Wrong', errors: { orderNumber: ['Too long'] } }, 'Wrong; orderNumber: Too long'],
    ['the same words twice', { message: 'No.', Message: 'No.' }, 'No.'],
    ['a bare text', 'Too many orders', 'Too many orders'],
    [
      'a page',
      '<!DOCTYPE html><html><head><title>x</title></head><body><h1>404</h1><script>a < b</script>Gone</body></html>',
      '404 Gone',
    ],
    ['signs that are no HTML', { message: 'needs 3 < 5 pieces' }, 'needs 3 < 5 pieces'],
    ['no words', { orderId: null }, undefined],
    ['an empty text', { message: ' <br/> ' }, undefined],
    ['nothing', undefined, undefined],
    ['null', null, undefined],
    ['a number', { msg: 7 }, undefined],
  ])('is found: %s', (_where, body, reason) => {
    expect(reasonOf(body)).toBe(reason);
  });

  it('is one line, of at most 500 characters, without tags', () => {
    const words = fc.string({ maxLength: 2_000 }).map((text) => `${text}<br/>\n${text}<p class="x">`);
    fc.assert(
      fc.property(
        fc.oneof(
          words.map((message) => ({ message })),
          words,
          fc.anything(),
        ),
        (body) => {
          const reason = reasonOf(body) ?? '';
          expect(reason.length).toBeLessThanOrEqual(500);
          expect(reason).not.toMatch(/\n|<br\/>|<p class/);
        },
      ),
    );
  });

  it('does not lose its time with a page that is made to be slow', () => {
    const started = performance.now();
    reasonOf('<script'.repeat(50_000));
    reasonOf('<a'.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
