import { createHmac, timingSafeEqual } from 'node:crypto';

export interface SignatureRules {
  /** Any of them may have signed: while a secret is changed there are two. */
  readonly secrets: readonly string[];
  readonly maxAgeMs: number;
  /** Epoch ms. */
  readonly now: number;
}

/** A signature from the future is a clock that goes wrong, up to this much. */
const maxAheadMs = 60_000;

/** Why a signature does not count; nothing when it does. */
export type SignatureFault = 'unsigned' | 'malformed' | 'too old' | 'from the future' | 'wrong';

/**
 * Checks `X-Centra-Signature: t=<unix seconds>,v1=<hex>`, an HMAC-SHA256 over `<t>.<raw body>`. Over the bytes that
 * came, since how Centra encodes blanks is not documented; in constant time.
 *
 * Source: Centra's webhook plugin, "Signature".
 */
export function signatureFault(
  header: string | undefined,
  body: Buffer,
  { secrets, maxAgeMs, now }: SignatureRules,
): SignatureFault | undefined {
  if (!header) return 'unsigned';
  const parts = new Map(header.split(',').map(keyAndValue));
  const time = parts.get('t') ?? '';
  const given = parts.get('v1') ?? '';
  if (!/^\d{1,12}$/.test(time) || !/^[0-9a-f]{64}$/.test(given)) return 'malformed';
  // Every secret is tried, so that the time taken does not tell which one it was; without one, a made-up one is.
  const isRight = (secrets.length > 0 ? secrets : ['none'])
    .map((secret) => isEqual(given, createHmac('sha256', secret).update(`${time}.`).update(body).digest()))
    .includes(true);
  if (!isRight || secrets.length === 0) return 'wrong';
  const signedAt = Number(time) * 1_000;
  if (signedAt < now - maxAgeMs) return 'too old';
  return signedAt > now + maxAheadMs ? 'from the future' : undefined;
}

function keyAndValue(part: string): [string, string] {
  const at = part.indexOf('=');
  return at < 0 ? [part.trim(), ''] : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
}

const isEqual = (hex: string, digest: Buffer) => timingSafeEqual(Buffer.from(hex, 'hex'), digest);
