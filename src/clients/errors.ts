/** One call of one API, as people and metrics name it. */
export interface ApiCall {
  readonly system: 'centra' | 'ongoing';
  /** Verb and path template, `"PATCH /orders/{orderId}/waybill"`: never an id, so that it can label a metric. */
  readonly operation: string;
}

export type ApiErrorKind = 'unavailable' | 'throttled' | 'unauthorized' | 'refused' | 'unreadable' | 'unclear';

/**
 * A remote system did not do what we asked. The class (and `kind`) says what the caller can do about it.
 *
 * `message` names system, operation, kind and, in our own words, what happened; never anything out of a body.
 */
export abstract class ApiError extends Error {
  protected constructor(
    readonly call: ApiCall,
    readonly kind: ApiErrorKind,
    what: string,
    /** The HTTP status, where there was an answer. */
    readonly status?: number,
  ) {
    super(`${call.system} ${call.operation}: ${kind}, ${what}`);
    this.name = new.target.name;
  }
}

/**
 * It was not done: no connection was made. Another attempt is harmless.
 * For reads also everything that another attempt may heal: 5xx, 408, a reset, a time-out.
 */
export class ApiUnavailable extends ApiError {
  declare readonly kind: 'unavailable';

  constructor(call: ApiCall, what: string, details: { status?: number } = {}) {
    super(call, 'unavailable', what, details.status);
  }
}

/** It was not done: too many calls (429). Pause everything that shares the limit. */
export class ApiThrottled extends ApiError {
  declare readonly kind: 'throttled';
  /** How long the system asks us to wait, in milliseconds; absent when it does not say. */
  readonly retryAfterMs?: number;

  constructor(call: ApiCall, what: string, details: { status?: number; retryAfterMs?: number } = {}) {
    super(call, 'throttled', what, details.status);
    this.retryAfterMs = details.retryAfterMs;
  }
}

/** It was not done: the credentials are not accepted here (401, 403). Nothing of this connection will work. */
export class ApiUnauthorized extends ApiError {
  declare readonly kind: 'unauthorized';
  /** Only this endpoint is switched off in Centra's plugin (403 `{"status":"Not Allowed"}`); the secret is good. */
  readonly endpointOff: boolean;

  constructor(call: ApiCall, what: string, details: { status?: number; endpointOff?: boolean } = {}) {
    super(call, 'unauthorized', what, details.status);
    this.endpointOff = details.endpointOff ?? false;
  }
}

/** It understood and said no. Asking again gives the same answer. */
export class ApiRefused extends ApiError {
  declare readonly kind: 'refused';
  readonly #reason: string;

  constructor(call: ApiCall, what: string, details: { status?: number; reason?: string } = {}) {
    super(call, 'refused', what, details.status);
    this.#reason = details.reason ?? '';
  }

  /**
   * The system's own words, without HTML and shortened; empty when it gave none.
   * It may name people: a getter, so that no logger and no `inspect` prints it by accident.
   */
  get reason(): string {
    return this.#reason;
  }
}

/** A read that was answered with something that is no answer: HTML, a redirect, another shape. */
export class ApiUnreadable extends ApiError {
  declare readonly kind: 'unreadable';
  /** The path that is wrong, `"shipments[3].products"`; absent when the whole answer is. */
  readonly at?: string;

  constructor(call: ApiCall, what: string, details: { status?: number; at?: string } = {}) {
    super(call, 'unreadable', what, details.status);
    this.at = details.at;
  }
}

/** A write that was sent, and no usable answer. It may have happened: read back before you say that it did not. */
export class ApiUnclear extends ApiError {
  declare readonly kind: 'unclear';
  /** The path that is wrong or missing, `"orderId"`, where there was an answer. */
  readonly at?: string;
  readonly #reason?: string;

  constructor(call: ApiCall, what: string, details: { status?: number; at?: string; reason?: string } = {}) {
    super(call, 'unclear', what, details.status);
    this.at = details.at;
    this.#reason = details.reason;
  }

  /** What the system said instead of the id that we expected. As in {@link ApiRefused.reason}, it may name people. */
  get reason(): string | undefined {
    return this.#reason;
  }
}

/** Every way in which a call can end badly, for an exhaustive `switch` over `kind`. */
export type ApiFailure = ApiUnavailable | ApiThrottled | ApiUnauthorized | ApiRefused | ApiUnreadable | ApiUnclear;
