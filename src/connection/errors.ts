import { isGrpcServiceError } from '@temporalio/client';

/** Temporal cannot be used. The class says what to do about it; the message never holds a key or a certificate. */
export abstract class TemporalProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** No address is configured, and no `bridge up` runs here. */
export class TemporalNotConfigured extends TemporalProblem {}

/** The TEMPORAL_… variables or the profile cannot be used. */
export class TemporalSettingsInvalid extends TemporalProblem {}

/** No answer. It may come back: try again later. */
export class TemporalUnreachable extends TemporalProblem {}

/** It answers, and does not accept the key or certificate, or the key may not do this. */
export class TemporalUnauthorized extends TemporalProblem {}

/** It answers and does not know the namespace. */
export class NamespaceMissing extends TemporalProblem {}

/** What was asked for is no visibility query. */
export class QueryInvalid extends TemporalProblem {}

/** It understood and said no; the message holds its own words, which are about settings. */
export class TemporalRefused extends TemporalProblem {}

/** Where and what was tried, for the message. */
export interface TemporalCall {
  readonly address: string;
  readonly namespace: string;
  /** For instance `update the retention`. */
  readonly operation: string;
}

/** Turns what the SDK throws into one of the above; what is not Temporal's answer stays as it is. */
export function toTemporalProblem(error: unknown, { address, namespace, operation }: TemporalCall): unknown {
  if (error instanceof TemporalProblem) return error;
  const failure = grpcFailure(error);
  const where = `Temporal at ${address}: cannot ${operation}`;
  // The SDK gives a plain Error when no connection came about in time.
  if (error instanceof Error && error.message === 'Failed to connect before the deadline') {
    return new TemporalUnreachable(`${where}: no connection (is the address right, and does the server expect TLS?)`);
  }
  switch (failure?.code) {
    case undefined:
      return error;
    case code.unauthenticated:
    case code.permissionDenied:
      return new TemporalUnauthorized(`${where}: not authorised for namespace ${namespace}`);
    case code.notFound:
      return new NamespaceMissing(
        `${where}: there is no namespace ${namespace} (TEMPORAL_NAMESPACE); \`temporal operator namespace create -n ${namespace}\` makes one`,
      );
    case code.unavailable:
    case code.deadlineExceeded:
    case code.cancelled:
      return new TemporalUnreachable(`${where}: no answer`);
    default:
      if (failure?.code === code.invalidArgument && failure.details.startsWith(invalidQuery)) {
        const why = failure.details.slice(invalidQuery.length).replace(/^invalid expression: /, '');
        return new QueryInvalid(`the query is not understood: ${why}. ${queryHelp}`);
      }
      return new TemporalRefused(`${where}: ${failure?.details ?? 'it was refused'}`);
  }
}

const invalidQuery = 'invalid query: ';
const queryHelp =
  "It is made of fields such as Store, GoodsOwner, Stage, Attention, OrderNumber, WarehouseOrder, ExecutionStatus and StartTime, for instance: Store = 'retail' AND Attention IS NOT NULL";

/** gRPC's status codes, of which the SDK exports no names. */
export const code = {
  cancelled: 1,
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  alreadyExists: 6,
  permissionDenied: 7,
  failedPrecondition: 9,
  unimplemented: 12,
  unavailable: 14,
  unauthenticated: 16,
} as const;

/** The status of a failed call, which the SDK sometimes wraps. */
export function grpcFailure(error: unknown): { code: number; details: string } | undefined {
  const inner = error instanceof Error && error.cause !== undefined ? error.cause : error;
  for (const candidate of [error, inner]) {
    if (isGrpcServiceError(candidate)) return { code: candidate.code, details: candidate.details };
  }
  return undefined;
}
