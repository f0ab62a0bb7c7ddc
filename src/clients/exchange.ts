import http, { type ClientRequest } from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import type { AxiosInstance, AxiosResponse } from 'axios';
import { ApiUnavailable, ApiUnclear, ApiUnreadable, type ApiError } from './errors';
import type { HttpRequest } from './http';

export interface Answer {
  readonly status: number;
  readonly retryAfter?: string;
  readonly text: string;
}

export interface Limits {
  readonly timeoutMs: number;
  readonly connectTimeoutMs: number;
  readonly maxResponseBytes: number;
  /** Called when the request goes out, with the epoch milliseconds. */
  readonly onSent: (at: number) => void;
}

/** Why we ended an exchange ourselves. */
type Ended = 'connect-limit' | 'time-limit' | 'aborted' | 'too-large';

/**
 * One request, one answer, whatever its status; and when there is none, the question that matters: was it sent?
 *
 * A request on a connection of its own is sent when that connection stands (with TLS: after the handshake), not before.
 * A request on a kept connection counts as sent at once, also when the connection turns out to be dead.
 *
 * Nothing of axios' errors leaves this file but their code: they hold the request with its secrets.
 *
 * @throws {ApiUnavailable} not sent; or a read without an answer
 * @throws {ApiUnclear} a write that was sent and has no answer
 * @throws {ApiUnreadable} a read whose answer is larger than we take
 */
export async function exchange(
  axios: AxiosInstance,
  request: HttpRequest,
  url: string,
  limits: Limits,
): Promise<Answer> {
  const body = request.body === undefined ? undefined : JSON.stringify(request.body);
  const controller = new AbortController();
  let sent = false;
  let ended: Ended | undefined;
  const end = (why: Ended) => {
    ended ??= why;
    controller.abort();
  };
  const connecting = setTimeout(() => end('connect-limit'), limits.connectTimeoutMs);
  const waiting = setTimeout(() => end('time-limit'), limits.timeoutMs);
  const onAbort = () => end('aborted');
  request.signal?.addEventListener('abort', onAbort);
  if (request.signal?.aborted) onAbort();

  try {
    const response: AxiosResponse<Readable> = await axios.request({
      method: request.method,
      url,
      data: body,
      // `false`: without it, axios would call an empty body a form.
      headers: { 'Content-Type': body === undefined ? false : 'application/json; charset=utf-8' },
      signal: controller.signal,
      transport: watched(() => {
        sent = true;
        clearTimeout(connecting);
        limits.onSent(Date.now());
      }),
    });
    const text = await readAll(response.data, limits.maxResponseBytes, () => end('too-large'));
    const retryAfter: unknown = response.headers['retry-after'];
    return { status: response.status, text, ...(typeof retryAfter === 'string' && { retryAfter }) };
  } catch (error) {
    throw failure(request, sent, ended, codeOf(error));
  } finally {
    clearTimeout(connecting);
    clearTimeout(waiting);
    request.signal?.removeEventListener('abort', onAbort);
  }
}

/** Node's own client, and a word when the request goes out. */
function watched(onSent: () => void) {
  return {
    request(options: https.RequestOptions, onResponse: (response: http.IncomingMessage) => void): ClientRequest {
      const secure = options.protocol === 'https:';
      const request = (secure ? https : http).request(options, onResponse);
      request.once('socket', (socket) => {
        if (request.reusedSocket) onSent();
        else if (socket.connecting) socket.once(secure ? 'secureConnect' : 'connect', onSent);
        // Neither new nor reused: one that another request has just given back. Or one that failed at once.
        else if (!socket.destroyed) onSent();
      });
      return request;
    },
  };
}

async function readAll(body: Readable, limit: number, tooLarge: () => void): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) {
      tooLarge();
      throw new Error('too large');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function failure({ call, write }: HttpRequest, sent: boolean, ended: Ended | undefined, code: string): ApiError {
  const what = {
    'connect-limit': 'no connection within the time limit',
    'time-limit': 'no answer within the time limit',
    aborted: 'aborted',
    'too-large': 'the answer is larger than the limit',
    lost: sent ? `the connection was lost (${code})` : `no connection (${code})`,
  }[ended ?? 'lost'];
  if (!sent) return new ApiUnavailable(call, `not sent: ${what}`);
  if (write) return new ApiUnclear(call, `sent: ${what}`);
  return ended === 'too-large' ? new ApiUnreadable(call, what) : new ApiUnavailable(call, what);
}

/** `ECONNREFUSED` and its like; what is no code of that form is not told. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code) ? code : 'unknown';
}
