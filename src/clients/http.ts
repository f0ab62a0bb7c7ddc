import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent, type AgentOptions } from 'node:https';
import axios from 'axios';
import { ApiError, type ApiCall, type ApiErrorKind } from './errors';
import { exchange } from './exchange';
import { verdict } from './verdict';

/** One call to a remote system, in the terms of its API. */
export interface HttpRequest {
  readonly call: ApiCall;
  readonly method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
  /** From the base URL on, with a leading slash, encoded. */
  readonly path: string;
  /** Lists become repeated keys; what is `undefined` is left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Whether the call changes something there: it decides what a lost answer means. */
  readonly write: boolean;
  /** The API answers a 2xx with bytes that mean nothing, if with any: what is no JSON is then nothing. Default false. */
  readonly bytesAreNothing?: boolean;
  readonly signal?: AbortSignal;
  /**
   * Judges a 2xx by its body: throws the `ApiError` that it means. `Send` calls it before it reports the outcome, so
   * that a refusal in a 200 is counted as what it is.
   */
  readonly judge?: (reply: HttpReply) => void;
}

/** The answer to a call that ended well, as far as HTTP knows: 2xx, and JSON or nothing at all. */
export interface HttpReply {
  readonly status: number;
  /** The parsed JSON; `undefined` when the body is empty. */
  readonly body: unknown;
  /** Epoch milliseconds at which the request went out: what the reply shows is at least as new. */
  readonly sentAt: number;
}

/**
 * The one way out. Whoever wraps it (a lock, a budget) passes the request on untouched.
 *
 * @throws {ApiError} always one of its classes, for whatever the network and the other side do
 */
export type Send = (request: HttpRequest) => Promise<HttpReply>;

/** How a call ended, for metrics: no ids, no addresses, nothing personal. */
export interface CallReport extends ApiCall {
  readonly outcome: 'ok' | ApiErrorKind;
  /** Absent when there was no answer. */
  readonly status?: number;
  readonly durationMs: number;
  /** Epoch milliseconds; of a call that was not sent, when it was to be sent. */
  readonly sentAt: number;
}

export interface SendSettings {
  /** Everything before the paths of the API; a slash at its end is ignored. */
  readonly baseUrl: string;
  /** Credentials and whatever else goes with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** For the whole call, from the first attempt to connect to the last byte of the answer. */
  readonly timeoutMs: number;
  /** Until the connection stands, TLS included: what fails within it was not sent. Default 10 s. */
  readonly connectTimeoutMs?: number;
  /** Default 32 MiB, counted after decompression. */
  readonly maxResponseBytes?: number;
  /** For node's `http.Agent` or `https.Agent` (a certificate authority, say). */
  readonly agentOptions?: AgentOptions;
  /** Told once about every call, after its end. It must not throw. */
  readonly onCall?: (report: CallReport) => void;
}

/**
 * Connections that lie idle longer are closed by us: a server that closes them first (node does after 5 s) resets the
 * next request, and a reset after sending makes a write unclear.
 */
const idleConnectionMs = 4_000;

/** The seam to one system: connections kept alive, explicit headers, limits for time and size, no redirects, no proxy, no retries. */
export function createSend(settings: SendSettings): Send {
  const { connectTimeoutMs = 10_000, maxResponseBytes = 32 * 1024 * 1024, timeoutMs, onCall } = settings;
  const baseUrl = settings.baseUrl.replace(/\/+$/, '');
  const agentOptions: AgentOptions = { keepAlive: true, timeout: idleConnectionMs, ...settings.agentOptions };
  const http = axios.create({
    httpAgent: new HttpAgent(agentOptions),
    httpsAgent: new HttpsAgent(agentOptions),
    headers: {
      Accept: 'application/json',
      'Accept-Language': 'en',
      'Accept-Encoding': 'gzip, deflate',
      'User-Agent': 'centra-ongoing-bridge',
      ...settings.headers,
    },
    proxy: false,
    maxRedirects: 0,
    responseType: 'stream',
    transformRequest: [],
    transformResponse: [],
    validateStatus: () => true,
  });

  return async (request) => {
    const started = performance.now();
    let sentAt = Date.now();
    const report = (outcome: CallReport['outcome'], status?: number) =>
      onCall?.({ ...request.call, outcome, status, durationMs: performance.now() - started, sentAt });
    try {
      const answer = await exchange(http, request, urlOf(baseUrl, request), {
        timeoutMs,
        connectTimeoutMs,
        maxResponseBytes,
        onSent: (at) => (sentAt = at),
      });
      const reply: HttpReply = { status: answer.status, body: verdict(request, answer, Date.now()), sentAt };
      request.judge?.(reply);
      report('ok', reply.status);
      return reply;
    } catch (error) {
      if (error instanceof ApiError) report(error.kind, error.status);
      throw error;
    }
  };
}

function urlOf(baseUrl: string, { path, query = {} }: HttpRequest): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const one of typeof value === 'object' ? value : [value]) parameters.append(name, String(one));
  }
  return parameters.size > 0 ? `${baseUrl}${path}?${parameters.toString()}` : `${baseUrl}${path}`;
}
