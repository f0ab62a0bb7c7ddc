import type { Payload, PayloadCodec } from '@temporalio/common';
import { z } from 'zod';
import { PayloadUnreadable } from './errors';

/** Base64, as protobuf's JSON writes bytes. */
const bytes = z
  .string()
  .regex(/^[A-Za-z0-9+/_-]*={0,2}$/)
  .transform((text) => Uint8Array.from(Buffer.from(text, 'base64')));

/** What Temporal's UI and command line send to a remote codec, and what they expect back. */
const messageShape = z.object({
  payloads: z.array(z.object({ metadata: z.record(z.string(), bytes).optional(), data: bytes.optional() })),
});

export interface RemoteMessage {
  readonly payloads: { readonly metadata: Record<string, string>; readonly data: string }[];
}

export interface Recoded {
  readonly message: RemoteMessage;
  /** How many could not be read, and are left as they are. */
  readonly unreadable: number;
}

/** @returns undefined: it is not a message of this protocol */
export function readMessage(body: unknown): Payload[] | undefined {
  const read = messageShape.safeParse(body);
  return read.success ? read.data.payloads : undefined;
}

/**
 * Encodes or decodes each payload by itself: one of a key that is gone must not hide the others of its page.
 *
 * Source: Temporal's remote data encoding (`POST …/encode`, `POST …/decode`).
 */
export async function recode(
  codec: PayloadCodec,
  operation: 'encode' | 'decode',
  payloads: readonly Payload[],
): Promise<Recoded> {
  let unreadable = 0;
  const recoded: Payload[] = [];
  for (const payload of payloads) {
    try {
      recoded.push(...(await codec[operation]([payload])));
    } catch (error) {
      if (!(error instanceof PayloadUnreadable)) throw error;
      unreadable += 1;
      recoded.push(payload);
    }
  }
  return { message: messageOf(recoded), unreadable };
}

export const messageOf = (payloads: readonly Payload[]): RemoteMessage => ({
  payloads: payloads.map(({ metadata, data }) => ({
    metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([name, value]) => [name, base64(value)])),
    data: base64(data ?? new Uint8Array()),
  })),
});

const base64 = (value: Uint8Array) => Buffer.from(value).toString('base64');
