import { readEncryptionKey } from '../../src/config';
import { aFile, parse, problemsOf } from './support';

const bytes = Buffer.from(Array.from({ length: 32 }, (_, index) => 7 * index + 250));
const withKeys = (keys: string) => `${aFile}\nencryption:\n  keys: ${keys}\n`;

describe('encryption.keys', () => {
  it.each([
    ['base64', bytes.toString('base64')],
    ['base64 without its last sign', bytes.toString('base64').replace('=', '')],
    ['base64 with the other alphabet', bytes.toString('base64url')],
    ['hexadecimal digits', bytes.toString('hex')],
    ['large hexadecimal digits', bytes.toString('hex').toUpperCase()],
    ['a file with a line end', `${bytes.toString('base64')}\n`],
  ])('reads a key as %s', (_form, written) => {
    const { encryption } = parse(withKeys("[{ id: '2026-01', key: '${KEY}' }]"), { env: { ...secrets, KEY: written } });
    expect(encryption.keys.map(({ id }) => id)).toEqual(['2026-01']);
    expect(Buffer.from(readEncryptionKey(encryption.keys[0]!.key.reveal())!)).toEqual(bytes);
  });

  it.each([
    ['too short', bytes.subarray(1).toString('base64')],
    ['too long', Buffer.concat([bytes, bytes]).toString('base64')],
    ['a sentence', 'correct horse battery staple, marked'],
    ['hexadecimal, one digit short', bytes.toString('hex').slice(1)],
    ['empty', ''],
  ])('refuses a key that is %s, and does not show it', (_what, written) => {
    const problems = problemsOf(withKeys("[{ id: one, key: '${KEY}' }]"), { env: { ...secrets, KEY: written } });
    expect(problems).toMatchObject([
      {
        path: 'encryption.keys[0].key',
        what: expect.stringMatching(/^must be a key of 32 bytes, as base64 or as 64 /),
      },
    ]);
    if (written !== '') expect(JSON.stringify(problems)).not.toContain(written);
  });

  it.each([
    ['an id that would not fit beside a payload', "[{ id: 'a b', key: '${KEY}' }]", 'encryption.keys[0].id'],
    ['two keys with one id', "[{ id: a, key: '${KEY}' }, { id: a, key: '${KEY}' }]", 'encryption.keys[1].id'],
  ])('refuses %s', (_what, keys, path) => {
    const env = { ...secrets, KEY: bytes.toString('hex') };
    expect(problemsOf(withKeys(keys), { env })).toMatchObject([{ path }]);
  });
});

const secrets = { ONGOING_PASSWORD: 'pa55word-of-ongoing', CENTRA_SECRET: 'key-of-centra' };
