import { randomBytes } from 'node:crypto';
import { defaultPayloadConverter, METADATA_ENCODING_KEY, type Payload } from '@temporalio/common';
import { encode } from '@temporalio/common/lib/encoding';
import fc from 'fast-check';
import { PayloadUnreadable } from '../../../src/connection/encryption/errors';
import {
  createPayloadCodec,
  encryptedEncoding,
  keyIdMetadata,
  keyIdOf,
} from '../../../src/connection/encryption/payload-codec';
import { readable } from '../../../src/protocol/readable';

const one = { id: 'one', key: Uint8Array.from(randomBytes(32)) };
const two = { id: 'two', key: Uint8Array.from(randomBytes(32)) };

const json = (value: unknown) => defaultPayloadConverter.toPayload(value);
const valueOf = (payload: Payload | undefined) => defaultPayloadConverter.fromPayload(payload!);

const bytes = fc.uint8Array({ maxLength: 300 });
const payload: fc.Arbitrary<Payload> = fc.record({
  metadata: fc.dictionary(
    fc.string({ minLength: 1, maxLength: 20 }).filter((name) => name !== '__proto__'),
    bytes,
    { maxKeys: 3 },
  ),
  data: bytes,
});
const plainly = ({ metadata, data }: Payload) => ({
  metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([name, value]) => [name, [...value]])),
  data: [...(data ?? [])],
});

describe('the payload codec', () => {
  it('gives back whatever was encrypted, in its order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(payload, { maxLength: 5 }), async (payloads) => {
        const codec = createPayloadCodec([one]);
        const back = await codec.decode(await codec.encode(payloads));
        expect(back.map(plainly)).toEqual(payloads.map(plainly));
      }),
    );
  });

  it('shows nothing of what it encrypts but its size and the key’s id', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 8, maxLength: 300 }), async (data) => {
        const given = { metadata: { [METADATA_ENCODING_KEY]: encode('binary/plain') }, data };
        const [shown] = await createPayloadCodec([one]).encode([given]);
        expect(plainly(shown!).metadata).toEqual(
          plainly({ metadata: { [METADATA_ENCODING_KEY]: encode(encryptedEncoding), [keyIdMetadata]: encode('one') } })
            .metadata,
        );
        expect(Buffer.from(shown!.data!).includes(Buffer.from(data))).toBe(false);
      }),
    );
  });

  it('never encrypts the same twice to the same', async () => {
    const codec = createPayloadCodec([one]);
    const [first, second] = await codec.encode([json('abc'), json('abc')]);
    expect(Buffer.from(first!.data!).equals(Buffer.from(second!.data!))).toBe(false);
  });

  it('encrypts with the first key and decrypts with all of them', async () => {
    const old = await createPayloadCodec([one]).encode([json('written before')]);
    const rotated = createPayloadCodec([two, one]);
    const fresh = await rotated.encode([json('written after')]);
    expect([...old, ...fresh].map(keyIdOf)).toEqual(['one', 'two']);
    expect((await rotated.decode([...old, ...fresh])).map(valueOf)).toEqual(['written before', 'written after']);
  });

  it('passes through what is not encrypted', async () => {
    await fc.assert(
      fc.asyncProperty(payload, async (given) => {
        expect((await createPayloadCodec([one]).decode([given])).map(plainly)).toEqual([plainly(given)]);
      }),
    );
  });

  it('leaves everything as it is without keys', async () => {
    const given = [json({ abc: 1 })];
    expect(await createPayloadCodec([]).encode(given)).toEqual(given);
  });

  it('leaves readable what can never be written again', async () => {
    const mark = defaultPayloadConverter.toPayload(readable('bridge setup'));
    const codec = createPayloadCodec([one]);
    const [shown] = await codec.encode([mark]);
    expect(valueOf(shown)).toBe('bridge setup');
    expect(keyIdOf(shown)).toBeUndefined();
  });

  it('refuses a payload of which any bit was changed', async () => {
    const codec = createPayloadCodec([one]);
    const [given] = await codec.encode([json('abc')]);
    const data = Uint8Array.from(given!.data!);
    await fc.assert(
      fc.asyncProperty(fc.nat(data.length - 1), fc.nat(7), async (at, bit) => {
        const changed = Uint8Array.from(data);
        changed[at]! ^= 1 << bit;
        await expect(codec.decode([{ ...given, data: changed }])).rejects.toThrow('cannot be decrypted with it');
      }),
    );
  });

  it('refuses a payload that was cut short', async () => {
    const codec = createPayloadCodec([one]);
    const [given] = await codec.encode([json('abc')]);
    for (let length = 0; length < given!.data!.length; length += 1) {
      await expect(codec.decode([{ ...given, data: given!.data!.subarray(0, length) }])).rejects.toThrow(
        PayloadUnreadable,
      );
    }
  });

  it('refuses a payload that was given another key’s id, also where both ids have the same key', async () => {
    const same = createPayloadCodec([one, { id: 'other', key: one.key }]);
    const [given] = await same.encode([json('abc')]);
    const swapped = { ...given, metadata: { ...given!.metadata, [keyIdMetadata]: encode('other') } };
    await expect(same.decode([swapped])).rejects.toThrow('names the key other and cannot be decrypted with it');
  });

  it('refuses a key that has another value than it had', async () => {
    const [given] = await createPayloadCodec([one]).encode([json('abc')]);
    await expect(createPayloadCodec([{ id: 'one', key: two.key }]).decode([given!])).rejects.toThrow(
      'that key has another value here, or the payload was changed',
    );
  });

  it.each([
    ['another key', [two], 'is encrypted with the key one, and encryption.keys has two: put that key back'],
    ['no key', [], 'is encrypted with the key one, and encryption.keys is empty: put that key back'],
  ])('says which key is missing where there is %s', async (_what, keys, words) => {
    const [given] = await createPayloadCodec([one]).encode([json('marked')]);
    const failure = await createPayloadCodec(keys)
      .decode([given!])
      .catch((error: unknown) => error as Error);
    expect(failure).toBeInstanceOf(PayloadUnreadable);
    expect((failure as Error).message).toContain(words);
    expect((failure as Error).message).not.toContain('marked');
  });

  it('does not repeat what somebody wrote in the place of a key’s id', async () => {
    const odd = {
      metadata: { encoding: encode(encryptedEncoding), [keyIdMetadata]: encode('Anna <anna@example.com>') },
    };
    await expect(createPayloadCodec([one]).decode([odd])).rejects.toThrow('the key ‹not a key id›');
  });

  it('refuses what others have encrypted', async () => {
    const theirs = { metadata: { encoding: encode(encryptedEncoding) }, data: encode('abc') };
    await expect(createPayloadCodec([one]).decode([theirs])).rejects.toThrow('it is not one of ours');
  });
});
