import { createHash } from 'node:crypto';
import { adviceOn, undelivered } from '../../lifecycle/alerts/advice';
import type { Alert } from '../../lifecycle/alerts/facts';

/** What a target with `format: json` is posted; see `docs/operating.md`. Times are ISO 8601. */
export interface AlertDocument {
  readonly version: 1;
  /** The same for the same news: what comes again after a lost answer has it again. */
  readonly id: string;
  readonly at: string;
  /** Of Temporal: tells one installation from another. */
  readonly namespace: string;
  readonly summary: string;
  readonly isTest: boolean;
  readonly alerts: readonly AlertEntry[];
}

export interface AlertEntry {
  readonly id: string;
  readonly event: Alert['event'];
  /** The same for everything that needs a person for this reason in this place. */
  readonly cause: string;
  readonly attention: string;
  readonly goodsOwner: string | null;
  readonly store: string | null;
  readonly count: number;
  readonly countBefore: number | null;
  readonly since: string;
  readonly times: number;
  readonly examples: readonly string[];
  readonly what: string;
  readonly todo: string;
  readonly command: string;
}

export interface Occasion {
  /** Epoch ms. */
  readonly at: number;
  readonly namespace: string;
  readonly isTest?: boolean;
}

export function alertDocument(alerts: readonly Alert[], { at, namespace, isTest = false }: Occasion): AlertDocument {
  const id = createHash('sha256').update(JSON.stringify([namespace, isTest ? at : alerts.map((one) => one.id)]));
  return {
    version: 1,
    id: id.digest('hex').slice(0, 32),
    at: new Date(at).toISOString(),
    namespace,
    summary: isTest ? 'A test: alerts of the bridge arrive here.' : summary(alerts),
    isTest,
    alerts: alerts.map(entry),
  };
}

function entry(alert: Alert): AlertEntry {
  const {
    id,
    event,
    cause,
    attention,
    goodsOwner = null,
    store = null,
    count,
    before = null,
    since,
    times = 1,
  } = alert;
  return {
    ...{ id, event, cause, attention, goodsOwner, store, count, countBefore: before },
    ...{ since: new Date(since).toISOString(), times, examples: alert.examples },
    ...adviceOn(attention),
    command: commandFor(alert),
  };
}

/** Lists all of them. */
const commandFor = ({ attention, store }: Alert) =>
  attention === undelivered
    ? 'bridge test-alert'
    : `bridge shipments --attention ${attention}${store === undefined ? '' : ` --store ${store}`}`;

function summary(alerts: readonly Alert[]): string {
  const open = alerts.filter(({ event }) => event !== 'recovered');
  const over = alerts.length - open.length;
  const needing = open.reduce((sum, { count }) => sum + count, 0);
  const kinds = [...new Set(open.map(({ attention }) => attention))];
  const named = kinds.length > 3 ? `${kinds.slice(0, 3).join(', ')} and ${kinds.length - 3} more` : kinds.join(', ');
  const parts = [
    ...(open.length > 0 ? [`${needing} ${needing === 1 ? 'needs' : 'need'} a person (${named})`] : []),
    ...(over > 0 ? [`${over === 1 ? 'one cause is' : `${over} causes are`} over`] : []),
  ];
  return parts.join('; ');
}
