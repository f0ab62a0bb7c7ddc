import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { signatureFault } from '../../src/gateway/centra-signature';
import { describeContract, readJson } from '../clients/support/contracts';

const now = 1_700_000_000_000;
const body = Buffer.from('payload=%7B%22events%22%3A%5B%5D%7D');
const sign = (secret: string, at = now, signed: Buffer = body) => {
  const time = Math.floor(at / 1_000);
  return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.`).update(signed).digest('hex')}`;
};
const rules = { secrets: ['new', 'old'], maxAgeMs: 300_000, now };

describe('a signature of Centra', () => {
  it.each([
    ['by the first secret', sign('new')],
    ['by another secret, while they are changed', sign('old')],
    ['with blanks', sign('new').replace(',', ' , ').replace('=', ' = ')],
    ['that is five minutes old', sign('new', now - 300_000)],
    ['of a clock that is a minute ahead', sign('new', now + 60_000)],
  ])('counts %s', (_what, header) => {
    expect(signatureFault(header, body, rules)).toBeUndefined();
  });

  it.each([
    ['none', undefined, 'unsigned'],
    ['an empty one', '', 'unsigned'],
    ['something else', 'sha256=00', 'malformed'],
    ['without a time', sign('new').replace(/t=\d+,/, ''), 'malformed'],
    ['half a digest', sign('new').slice(0, -2), 'malformed'],
    ['capital letters', sign('new').replace(/v1=.*/, (hex) => hex.toUpperCase().replace('V1', 'v1')), 'malformed'],
    ['another secret', sign('stolen'), 'wrong'],
    ['another body', sign('new', now, Buffer.from('payload=%7B%7D')), 'wrong'],
    ['another time', sign('new').replace('t=17', 't=18'), 'wrong'],
    ['more than five minutes', sign('new', now - 301_000), 'too old'],
    ['more than a minute ahead', sign('new', now + 61_000), 'from the future'],
  ])('does not count: %s', (_what, header, fault) => {
    expect(signatureFault(header, body, rules)).toBe(fault);
  });

  it('does not count where no secret is configured, whatever signed it', () => {
    for (const secret of ['', 'none', 'undefined']) {
      expect(signatureFault(sign(secret), body, { ...rules, secrets: [] })).toBe('wrong');
    }
  });

  it('is over the bytes that came, and over nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), (bytes, at) => {
        const signed = Buffer.from(bytes);
        const changed = Buffer.from(bytes);
        changed[at % changed.length]! ^= 1;
        const header = sign('new', now, signed);
        expect(signatureFault(header, signed, rules)).toBeUndefined();
        expect(signatureFault(header, changed, rules)).toBe('wrong');
      }),
    );
  });

  it('is a fault for any other header, and never an error', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        expect(signatureFault(header, body, rules)).toBeDefined();
      }),
    );
  });
});

interface Vector {
  secret: string;
  timestamp: string;
  rawBody: string;
  header: string;
  valid: boolean;
}

describeContract('the published signatures', () => {
  const vectors = readJson<Vector[]>('examples/centra/webhook.signature-vectors.json');

  it.each(vectors.map((vector, index) => ({ index, ...vector })))(
    'number $index counts: $valid',
    ({ secret, timestamp, rawBody, header, valid }) => {
      const then = { secrets: [secret], maxAgeMs: 300_000, now: Number(timestamp) * 1_000 };
      expect(signatureFault(header, Buffer.from(rawBody), then)).toBe(valid ? undefined : 'wrong');
    },
  );
});
