import type { Query } from './query';

export type SystemName = 'centra' | 'ongoing';

/** A request as the endpoints see it. */
export interface Call {
  readonly system: SystemName;
  /** The store's or the goods owner's id; empty when the credentials name none. */
  readonly place: string;
  readonly method: string;
  /** Below the base URL: `/shipments/10001-1`. */
  readonly path: string;
  /** `PUT /shipments/{shipmentId}`: names the call in counters and logs, without ids. */
  readonly operation: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: unknown;
  /** The answer is a list. */
  readonly isList: boolean;
  /** The member of the answer that says that it was done (`orderId`), which the fault `null-id` empties. */
  readonly idField: string | undefined;
  /** By how many rows a list has moved since the page before (fault `shift-pages`). */
  shiftBy: number;
}

export interface Answer {
  readonly status: number;
  /** Sent as JSON; a string is sent as it is. */
  readonly body: unknown;
  /** Default `application/json; charset=utf-8`. */
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How one of the two systems says what any server may say. */
export interface Dialect {
  unauthorized(): Answer;
  broken(status: number): Answer;
  throttled(): Answer;
  /** A no by its own rules. */
  refused(words: string, status?: number): Answer;
  notFound(): Answer;
  /** The request is not readable JSON, or too large. */
  unreadable(status: number): Answer;
}

/** One operation of a simulated API. */
export interface Endpoint<Place> {
  readonly method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
  /** In the router's spelling: `/orders/:orderId`. */
  readonly path: string;
  readonly isList?: boolean;
  readonly idField?: string;
  /** Does it, at once and whole: an endpoint never waits. */
  readonly answer: (place: Place, call: Call) => Answer;
}

/** `PUT /shipments/{shipmentId}`, as the contracts write it. */
export const operationOf = ({ method, path }: Pick<Endpoint<never>, 'method' | 'path'>): string =>
  `${method} ${path.replace(/:(\w+)/g, '{$1}')}`;

export const ok = (body: unknown): Answer => ({ status: 200, body });
