import type { DataConverter } from '@temporalio/common';
import { readEncryptionKey, type EncryptionConfig } from '../../config';
import { createPayloadCodec } from './payload-codec';

/** Beside the compiled sources, and beside the sources. */
const failureConverterPath = require.resolve('./failure-converter');

/**
 * How every client and every worker writes and reads. All of them need the same one: what one encrypts, another must
 * read. Without keys nothing is encrypted.
 */
export function dataConverterFor({ keys }: Pick<EncryptionConfig, 'keys'>): DataConverter {
  const payloadCodecs = [createPayloadCodec(keys.map(({ id, key }) => ({ id, key: bytesOf(key.reveal()) })))];
  return keys.length === 0 ? { payloadCodecs } : { payloadCodecs, failureConverterPath };
}

function bytesOf(written: string): Uint8Array {
  const bytes = readEncryptionKey(written);
  if (!bytes) throw new Error('a key that is none passed the configuration');
  return bytes;
}
