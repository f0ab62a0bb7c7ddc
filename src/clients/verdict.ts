import {
  ApiRefused,
  ApiThrottled,
  ApiUnauthorized,
  ApiUnavailable,
  ApiUnclear,
  ApiUnreadable,
  type ApiError,
} from './errors';
import type { Answer } from './exchange';
import type { HttpRequest } from './http';
import { reasonOf } from './reason';
import { retryAfterMs } from './retry-after';
import { isRecord } from './values';

/**
 * What an answer means by its HTTP status, and that there is JSON in it.
 *
 * @param now epoch milliseconds, for a `Retry-After` that is a date
 * @returns the parsed body of a 2xx, `undefined` when it is empty
 * @throws {ApiError} for everything else
 */
export function verdict(request: HttpRequest, answer: Answer, now: number): unknown {
  const { status } = answer;
  const body = parse(answer.text);
  if (status < 200 || status > 299) throw failure(request, answer, body ?? answer.text, now);
  if (body !== undefined || answer.text.trim() === '') return body;
  const isHtml = answer.text.trimStart().startsWith('<');
  // HTML is no bytes of the API: somebody on the way said something.
  if (request.bytesAreNothing && !isHtml) return undefined;
  throw misread(request, `HTTP ${status} with ${isHtml ? 'HTML' : 'something that is not JSON'}`, { status });
}

/** An answer that is none: of a read unreadable, of a write unclear. */
export function misread(
  { call, write }: HttpRequest,
  what: string,
  details: { status?: number; at?: string; reason?: string },
): ApiUnreadable | ApiUnclear {
  return write ? new ApiUnclear(call, what, details) : new ApiUnreadable(call, what, details);
}

function failure(request: HttpRequest, { status, retryAfter }: Answer, body: unknown, now: number): ApiError {
  const { call, write } = request;
  const what = `HTTP ${status}`;
  const reason = reasonOf(body);
  if (status === 401 || status === 403) {
    const endpointOff = call.system === 'centra' && status === 403 && saysNotAllowed(body);
    return new ApiUnauthorized(call, endpointOff ? `${what}, the endpoint is switched off` : what, {
      status,
      endpointOff,
    });
  }
  if (status === 429) return new ApiThrottled(call, what, { status, retryAfterMs: retryAfterMs(retryAfter, now) });
  if (status === 408 || status >= 500) {
    return write ? new ApiUnclear(call, what, { status, reason }) : new ApiUnavailable(call, what, { status });
  }
  // A list that is not found is not an empty list: the base URL is wrong.
  const missingList = status === 404 && !write && !call.operation.includes('{');
  if (status < 400 || missingList) return misread(request, what, { status });
  return new ApiRefused(call, what, { status, reason });
}

function saysNotAllowed(body: unknown): boolean {
  return isRecord(body) && typeof body.status === 'string' && body.status.toLowerCase() === 'not allowed';
}

/** The JSON in a text, whatever its content type says (PHP calls it HTML by default); `undefined` when there is none. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}
