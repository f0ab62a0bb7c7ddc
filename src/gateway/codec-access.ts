import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** A browser that has shown the token once is let in for so long, ms. */
const sessionMs = 12 * 3_600_000;
export const sessionCookie = 'bridge_codec';

/** Whether a call carries the token, as `Authorization: Bearer …`. In constant time. */
export function hasToken(authorization: string | undefined, token: string): boolean {
  const given = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
  return given !== undefined && isSame(given, token);
}

/** For the browser, which cannot be told to send the token itself: until when, and a proof that we said so. */
export function newSession(token: string, now: number): { readonly value: string; readonly maxAgeSeconds: number } {
  const until = now + sessionMs;
  return { value: `${until}.${proofOf(until, token)}`, maxAgeSeconds: sessionMs / 1_000 };
}

/** Whether one of a call's cookies is such a session that has not ended. */
export function hasSession(cookies: string | undefined, token: string, now: number): boolean {
  const pattern = new RegExp(`(?:^|; *)${sessionCookie}=(\\d{1,16})\\.([A-Za-z0-9_-]{43})(?:;|$)`);
  const [, until = '', proof = ''] = pattern.exec(cookies ?? '') ?? [];
  return proof !== '' && isSame(proof, proofOf(Number(until), token)) && Number(until) > now;
}

export const isSame = (one: string, other: string) => timingSafeEqual(digest(one), digest(other));

const digest = (text: string) => createHash('sha256').update(text).digest();
const proofOf = (until: number, token: string) =>
  createHmac('sha256', token).update(`codec session until ${until}`).digest('base64url');
