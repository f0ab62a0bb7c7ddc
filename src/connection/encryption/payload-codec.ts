import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { METADATA_ENCODING_KEY, type Payload, type PayloadCodec } from '@temporalio/common';
import { decode, encode } from '@temporalio/common/lib/encoding';
import { temporal } from '@temporalio/proto';
import { PayloadUnreadable } from './errors';
import { isReadable } from '../../protocol/readable';

export interface EncryptionKey {
  /** Stands, readable, beside what the key has encrypted. */
  readonly id: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

/** As Temporal's samples and its UI name it. */
export const encryptedEncoding = 'binary/encrypted';
export const keyIdMetadata = 'encryption-key-id';

const cipherName = 'aes-256-gcm';
/** Random, as no two processes can agree on a counter: a key is good for 2^32 payloads. */
const ivBytes = 12;
const tagBytes = 16;

const { Payload: PayloadMessage } = temporal.api.common.v1;

/**
 * Encrypts whole payloads (AES-256-GCM): the first key encrypts, all of them decrypt, by the id that stands beside the
 * payload. What is not encrypted is read as it is, so that it can be switched on while workflows run. Without keys
 * nothing is encrypted, and what is encrypted is refused in words.
 *
 * The data are `iv (12) | tag (16) | ciphertext`; the key's id is authenticated with them.
 */
export function createPayloadCodec(keys: readonly EncryptionKey[]): PayloadCodec {
  const [first] = keys;
  const byId = new Map(keys.map(({ id, key }) => [id, key]));
  return {
    encode: async (payloads) =>
      first ? payloads.map((payload) => (isReadable(payload) ? payload : encrypted(payload, first))) : payloads,
    decode: async (payloads) => payloads.map((payload) => (isEncrypted(payload) ? decrypted(payload, byId) : payload)),
  };
}

/** The id of the key that a payload was encrypted with; undefined: it is not encrypted. */
export function keyIdOf(payload: Payload | null | undefined): string | undefined {
  if (!payload || !isEncrypted(payload)) return undefined;
  return textOf(payload, keyIdMetadata) ?? '';
}

const isEncrypted = (payload: Payload) => textOf(payload, METADATA_ENCODING_KEY) === encryptedEncoding;

const textOf = ({ metadata }: Payload, name: string): string | undefined => {
  const bytes = metadata?.[name];
  return bytes ? decode(bytes) : undefined;
};

/** Said with the ciphertext: a payload that is given another key's id, or another form, is refused. */
const associated = (keyId: string) => Buffer.from(`centra-ongoing-bridge payload 1 ${keyId}`, 'utf8');

function encrypted(payload: Payload, { id, key }: EncryptionKey): Payload {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(cipherName, key, iv).setAAD(associated(id));
  const plain = PayloadMessage.encode(payload).finish();
  const hidden = Buffer.concat([cipher.update(plain), cipher.final()]);
  return {
    metadata: { [METADATA_ENCODING_KEY]: encode(encryptedEncoding), [keyIdMetadata]: encode(id) },
    data: Buffer.concat([iv, cipher.getAuthTag(), hidden]),
  };
}

function decrypted(payload: Payload, keys: ReadonlyMap<string, Uint8Array>): Payload {
  const id = textOf(payload, keyIdMetadata);
  if (id === undefined) {
    throw new PayloadUnreadable('a payload is encrypted and does not say with which key: it is not one of ours');
  }
  const key = keys.get(id);
  if (!key) {
    const known = keys.size === 0 ? 'is empty' : `has ${[...keys.keys()].join(', ')}`;
    throw new PayloadUnreadable(
      `a payload is encrypted with the key ${shown(id)}, and encryption.keys ${known}: put that key back (behind the one that encrypts)`,
    );
  }
  const data = payload.data ?? new Uint8Array();
  try {
    const decipher = createDecipheriv(cipherName, key, data.subarray(0, ivBytes), { authTagLength: tagBytes });
    decipher.setAAD(associated(id)).setAuthTag(data.subarray(ivBytes, ivBytes + tagBytes));
    const plain = Buffer.concat([decipher.update(data.subarray(ivBytes + tagBytes)), decipher.final()]);
    return PayloadMessage.decode(plain);
  } catch {
    throw new PayloadUnreadable(
      `a payload names the key ${shown(id)} and cannot be decrypted with it: that key has another value here, or the payload was changed`,
    );
  }
}

/** Anybody can write an id into a payload's metadata. */
const shown = (id: string) => (/^[\w.-]{1,40}$/.test(id) ? id : '‹not a key id›');
