import { inspect } from 'node:util';
import {
  ApiError,
  ApiRefused,
  ApiThrottled,
  ApiUnauthorized,
  ApiUnavailable,
  ApiUnclear,
  ApiUnreadable,
  type ApiFailure,
} from '../../src/clients/errors';

const call = { system: 'ongoing', operation: 'PUT /orders' } as const;

describe('an API error', () => {
  it.each<[kind: string, error: ApiFailure, message: string]>([
    ['unavailable', new ApiUnavailable(call, 'not sent'), 'ongoing PUT /orders: unavailable, not sent'],
    ['throttled', new ApiThrottled(call, 'HTTP 429', { status: 429 }), 'ongoing PUT /orders: throttled, HTTP 429'],
    ['unauthorized', new ApiUnauthorized(call, 'HTTP 401'), 'ongoing PUT /orders: unauthorized, HTTP 401'],
    ['refused', new ApiRefused(call, 'HTTP 400'), 'ongoing PUT /orders: refused, HTTP 400'],
    ['unreadable', new ApiUnreadable(call, 'HTML'), 'ongoing PUT /orders: unreadable, HTML'],
    ['unclear', new ApiUnclear(call, 'HTTP 500'), 'ongoing PUT /orders: unclear, HTTP 500'],
  ])('%s names system, operation and kind', (kind, error, message) => {
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ kind, message, call, name: error.constructor.name });
  });

  it.each<[why: string, error: ApiRefused | ApiUnclear]>([
    ['a refusal', new ApiRefused(call, 'HTTP 400', { status: 400, reason: 'Kim Person is unknown' })],
    ['a null id', new ApiUnclear(call, 'no orderId', { status: 200, reason: 'Kim Person is unknown' })],
  ])('shows its reason to who asks for it, and to no logger: %s', (_why, error) => {
    expect(error.reason).toBe('Kim Person is unknown');
    const shown = [inspect(error, { showHidden: true, depth: 9 }), JSON.stringify(error), error.message, error.stack];
    expect(shown.join('\n')).not.toContain('Kim');
    expect(JSON.stringify({ ...error })).not.toContain('Kim');
  });
});
