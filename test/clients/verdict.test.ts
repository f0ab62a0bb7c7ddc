import type { HttpRequest } from '../../src/clients/http';
import { verdict } from '../../src/clients/verdict';

function aRequest(
  write: boolean,
  operation = write ? 'PUT /orders' : 'GET /orders',
  system: 'centra' | 'ongoing' = 'ongoing',
): HttpRequest {
  return { call: { system, operation }, method: write ? 'PUT' : 'GET', path: '/', write };
}

function failureKind(request: HttpRequest, status: number, text = '') {
  try {
    verdict(request, { status, text }, 0);
    return 'none';
  } catch (error) {
    return (error as { kind: string }).kind;
  }
}

function failure(request: HttpRequest, status: number, text: string, retryAfter?: string): unknown {
  try {
    return verdict(request, { status, text, retryAfter }, 0);
  } catch (error) {
    return error;
  }
}

describe('an HTTP status', () => {
  it.each<[status: number, read: string, write: string]>([
    [301, 'unreadable', 'unclear'],
    [304, 'unreadable', 'unclear'],
    [307, 'unreadable', 'unclear'],
    [400, 'refused', 'refused'],
    [401, 'unauthorized', 'unauthorized'],
    [403, 'unauthorized', 'unauthorized'],
    [404, 'unreadable', 'refused'],
    [405, 'refused', 'refused'],
    [408, 'unavailable', 'unclear'],
    [409, 'refused', 'refused'],
    [413, 'refused', 'refused'],
    [422, 'refused', 'refused'],
    [429, 'throttled', 'throttled'],
    [500, 'unavailable', 'unclear'],
    [501, 'unavailable', 'unclear'],
    [502, 'unavailable', 'unclear'],
    [503, 'unavailable', 'unclear'],
    [504, 'unavailable', 'unclear'],
    [520, 'unavailable', 'unclear'],
  ])('%i: a read is %s, a write %s, whatever the body', (status, read, write) => {
    for (const text of ['', '<html></html>', '{"status":"ok","orderId":1}', '{"message":"No."}', 'null']) {
      expect(failureKind(aRequest(false), status, text)).toBe(read);
      expect(failureKind(aRequest(true), status, text)).toBe(write);
    }
  });

  it.each([200, 201, 202])('%i is an answer', (status) => {
    expect(verdict(aRequest(true), { status, text: '{"orderId":1}' }, 0)).toEqual({ orderId: 1 });
  });

  it('204 is an answer without a body', () => {
    expect(verdict(aRequest(true), { status: 204, text: '' }, 0)).toBeUndefined();
  });

  it('is in the error', () => {
    expect(failure(aRequest(true), 409, '')).toMatchObject({
      status: 409,
      message: 'ongoing PUT /orders: refused, HTTP 409',
    });
  });
});

describe('404', () => {
  it('of one thing is a refusal: there is none', () => {
    expect(failureKind(aRequest(false, 'GET /orders/{orderId}'), 404)).toBe('refused');
  });

  it('of a list is no empty list: the address is wrong', () => {
    expect(failureKind(aRequest(false, 'GET /orders'), 404)).toBe('unreadable');
  });
});

describe('403', () => {
  it.each<[system: 'centra' | 'ongoing', text: string, endpointOff: boolean]>([
    ['centra', '{"status":"Not Allowed"}', true],
    ['centra', '{"status":"no"}', false],
    ['centra', '<h1>Forbidden</h1>', false],
    ['ongoing', '{"status":"Not Allowed"}', false],
  ])('of %s with %s: endpointOff is %p', (system, text, endpointOff) => {
    expect(failure(aRequest(true, 'PUT /capture', system), 403, text)).toMatchObject({
      kind: 'unauthorized',
      endpointOff,
    });
  });
});

describe('429', () => {
  it.each([
    ['30', 30_000],
    ['Thu, 01 Jan 1970 00:01:00 GMT', 60_000],
    [undefined, undefined],
  ])('with Retry-After %p waits %p ms', (retryAfter, retryAfterMs) => {
    expect(failure(aRequest(true), 429, '', retryAfter)).toMatchObject({ kind: 'throttled', retryAfterMs });
  });
});

describe('the other side’s own words', () => {
  it('of a refusal are its reason, not its message', () => {
    const refused = failure(aRequest(true), 400, '{"message":"Kim Person <br/>is unknown"}');
    expect(refused).toMatchObject({ kind: 'refused', reason: 'Kim Person is unknown' });
    expect((refused as Error).message).not.toContain('Kim');
  });

  it('of a failure after sending are kept too', () => {
    expect(failure(aRequest(true), 500, '{"Message":"An error has occurred."}')).toMatchObject({
      kind: 'unclear',
      reason: 'An error has occurred.',
    });
  });

  it('may be missing', () => {
    expect(failure(aRequest(true), 400, '')).toMatchObject({ kind: 'refused', reason: '' });
  });
});
