import { createHash, timingSafeEqual } from 'node:crypto';

export interface OngoingCredentials {
  /** `X-Auth-Token`. */
  readonly token?: string | undefined;
  /** `Authorization`, as Basic with the token for its password. */
  readonly authorization?: string | undefined;
}

/** Whether a call carries the token that we and the warehouse agreed on. Without one, none does. In constant time. */
export function isAuthorized({ token, authorization }: OngoingCredentials, agreed: string | undefined): boolean {
  const given = token ?? basicPassword(authorization) ?? '';
  const isRight = timingSafeEqual(digest(given), digest(agreed ?? ''));
  return isRight && agreed !== undefined && agreed !== '';
}

function basicPassword(authorization = ''): string | undefined {
  const [, encoded] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization) ?? [];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : text.slice(colon + 1);
}

const digest = (text: string) => createHash('sha256').update(text).digest();
