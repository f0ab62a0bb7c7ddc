import { pino, type DestinationStream } from 'pino';
import { describeError, type ErrorFields, type SafeError } from './log-error';

/**
 * Every event that this program logs, and what it means. A line is an event and ids: what is not in this table, and
 * every field that is not in the one below, is dropped, so that a document that is spread into a log call by mistake
 * cannot bring an address along.
 */
export const events = {
  'process.started': 'a role has started',
  'process.stopping': 'it was asked to stop and finishes what it has begun',
  'process.stopped': 'it has ended in order',
  'process.failed': 'it ends because of an error',
  'process.warning': 'Node, or a library, warns of something',
  'temporal.connected': 'Temporal answers',
  'temporal.waiting': 'Temporal does not answer; tried again by itself',
  'devserver.started': 'the embedded Temporal answers',
  'devserver.died': 'the embedded Temporal has ended by itself and is started again',
  'devserver.restarted': 'the embedded Temporal answers again',
  'devserver.restart-failed': 'the embedded Temporal could not be started again; tried again by itself',
  'setup.search-attributes': 'search attributes were created',
  'setup.retention': 'the time that histories are kept was changed',
  'schedule.created': 'a schedule was created',
  'schedule.updated': 'a schedule was made equal to the configuration',
  'schedule.deleted': 'a schedule that the configuration no longer has was removed',
  'worker.running': 'a worker polls',
  'worker.failed': 'a worker ended with an error',
  'lease.taken': 'this process runs the lanes of a shard',
  'lease.lost': 'another process may run them from now on',
  'lane.paused': 'calls to a remote system wait',
  'lane.resumed': 'they go on',
  'call.done': 'a remote system was called',
  'call.failed': 'a remote system did not do what it was asked',
  'scan.done': 'a scheduled job has read what there is',
  'shipment.started': 'a workflow was started for a shipment',
  'shipment.told': 'a workflow was told of a change',
  'shipment.captured': 'the payment was captured in Centra',
  'shipment.completed': 'the shipment was completed in Centra',
  'article.put': 'an article was written to Ongoing',
  'order.put': 'an order was written to Ongoing',
  'order.cancelled': 'an order was cancelled in Ongoing',
  'order.reported': 'order lines were marked as reported in Ongoing',
  'attention.raised': 'something needs a person',
  'attention.cleared': 'it no longer does',
  'alert.posted': 'a target of alerts was told what needs a person',
  'alert.failed': 'a target of alerts took nothing; it is tried again by itself',
  'webhook.accepted': 'a webhook was handed to Temporal',
  'webhook.refused': 'a webhook was turned away',
  'gateway.listening': 'the gateway accepts connections',
  'metrics.listening': 'metrics (of a worker also its health) can be asked for',
  'codec.listening': 'the codec server accepts connections',
  'codec.served': 'payloads were encrypted or decrypted for somebody with the token',
  'codec.refused': 'somebody without the token was turned away',
  'operator.action': 'a person did something',
  sdk: 'a message of the Temporal SDK',
  unlisted: 'an event that is missing in this table: a mistake in the program',
} as const;

export type LogEvent = Exclude<keyof typeof events, 'unlisted'>;

/** A name that a machine made: no spaces, no `@`, so neither a person's name and address nor an e-mail fits. */
const token = /^[\w][\w./:+-]{0,199}$/;
const word = /^[a-z][a-zA-Z0-9-]{0,59}$/;
const figure = 'figure';

/** Every field that a line may have, and what its value must look like to be written. */
const fields = {
  store: token,
  goodsOwner: token,
  shipmentId: token,
  orderNumber: token,
  orderId: token,
  deliveryId: token,
  articleNumber: token,
  workflowId: token,
  runId: token,
  workflowType: token,
  activityType: token,
  activityId: token,
  taskQueue: token,
  namespace: token,
  schedule: token,
  shard: token,
  role: word,
  component: word,
  /** `PUT /orders` or `importOrder`. */
  operation: /^(?:(?:GET|PUT|POST|PATCH|DELETE) )?[\w/][\w./{}:-]{0,99}$/,
  system: /^(?:centra|ongoing|temporal)$/,
  outcome: word,
  kind: word,
  reason: word,
  stage: word,
  attention: word,
  step: word,
  choice: word,
  /** A target of alerts, by its place in the configuration: its address is a secret. */
  target: /^alerts\[\d{1,3}\]$/,
  config: token,
  version: token,
  buildId: token,
  /** Host and port. */
  address: /^[\w.[\]:-]{1,100}:\d{1,5}$/,
  /** The constant words of an SDK message. */
  sdkMessage: /^[a-z][a-z0-9-]{0,99}$/,
  durationMs: figure,
  retryAfterMs: figure,
  nextInMs: figure,
  status: figure,
  count: figure,
  read: figure,
  written: figure,
  unchanged: figure,
  skipped: figure,
  refused: figure,
  attempt: figure,
  pid: figure,
  port: figure,
  code: figure,
} as const;

type FieldName = keyof typeof fields;

/** What a call may say. More may be in the object; it is dropped. */
export type LogFields = {
  readonly [name in FieldName]?: (typeof fields)[name] extends RegExp ? string | number : number;
} & {
  /** Written as its class, its code and where it arose; its message only if the class is one of `safeErrors`. */
  readonly error?: unknown;
};

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export interface Log extends Record<LogLevel, (event: LogEvent, fields?: LogFields) => void> {
  /** A log whose every line has these fields as well. */
  child(fields: LogFields): Log;
}

export interface LogOptions {
  /** Lines below it are not written. Default `info`. */
  readonly level?: LogLevel | 'silent';
  /** Default: standard error, written at once so that the last words of a dying process are there. */
  readonly destination?: DestinationStream;
  /** Classes of ours whose messages name system, operation and field, never a value. */
  readonly safeErrors?: readonly SafeError[];
}

/** One JSON line for each event: `{"level":30,"time":"…","event":"order.put","store":"retail","orderId":50161}`. */
export function createLog(options: LogOptions = {}): Log {
  const { level = 'info', destination = pino.destination({ fd: 2, sync: true }), safeErrors = [] } = options;
  const writer = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  const logWith = (bound: Readonly<Record<string, unknown>>): Log => {
    const at =
      (of: LogLevel) =>
      (event: LogEvent, given: LogFields = {}) => {
        if (!writer.isLevelEnabled(of)) return;
        writer[of]({
          event: Object.hasOwn(events, event) ? event : 'unlisted',
          ...bound,
          ...allowed(given, safeErrors),
        });
      };
    return {
      ...{ debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') },
      child: (more) => logWith({ ...bound, ...allowed(more, safeErrors) }),
    };
  };
  return logWith({});
}

function allowed(
  given: LogFields,
  safeErrors: readonly SafeError[],
): Partial<Record<FieldName, string | number>> & ErrorFields {
  const kept: Partial<Record<FieldName, string | number>> = {};
  for (const name of Object.keys(fields) as FieldName[]) {
    const value = presentable(fields[name], given[name]);
    if (value !== undefined) kept[name] = value;
  }
  return given.error === undefined ? kept : { ...kept, ...describeError(given.error, safeErrors) };
}

function presentable(shape: RegExp | typeof figure, value: unknown): string | number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (shape === figure || typeof value !== 'string') return undefined;
  const capped = value.slice(0, 200);
  return shape.test(capped) ? capped : undefined;
}
